/**
 * The playbook a new branch starts with. Marks in comments: [seed] asked for by branch managers,
 * [real] seen in bank systems or regulation, [default] our own starting point.
 */
import type { Playbook } from './schema.ts'

const wan = (amount: number) => amount * 1_000_000

export const defaultPlaybook: Playbook = {
  // [seed] five tiers on the month average; rhythm = most days without an effective contact [default]
  tiers: [
    { tier: 'potential', loFen: 0, rhythmDays: 180 },
    { tier: 'effective', loFen: wan(1), rhythmDays: 90 },
    { tier: 'mid', loFen: wan(5), rhythmDays: 45 },
    { tier: 'high', loFen: wan(50), rhythmDays: 30 },
    { tier: 'private', loFen: wan(600), rhythmDays: 14 },
  ],
  // [seed] contact frequency and information held together, never one alone; points [default]
  familiarity: {
    windowDays: 90,
    frequencyPoints: [0, 15, 30, 40],
    bonusPoints: 10,
    bonusVisitDays: 180,
    informationPoints: 50,
    familiar: { frequency: 30, information: 30 },
    acquainted: [
      { frequency: 15, information: 10 },
      { frequency: 10, information: 25 },
    ],
  },
  nineBox: {
    rowOfTier: { potential: 'low', effective: 'low', mid: 'middle', high: 'top', private: 'top' },
    cells: {
      top: {
        stranger: {
          title: '破冰抢救',
          aim: '一周内首次有效接触',
          strategy: '由负责人或资深客户经理认养，先送权益升级，不急着谈产品',
        },
        acquainted: {
          title: '提熟',
          aim: '补齐了解，配上第二类产品',
          strategy: '做一次 KYC 面谈，解决一个不便之处，邀请参加沙龙',
        },
        familiar: {
          title: '核心',
          aim: '稳住全家资产，请其引荐',
          strategy: '全家规划与非金融服务为主，适时请客户转介绍',
        },
      },
      middle: {
        stranger: {
          title: '激活',
          aim: '完成认养并打通首次电话',
          strategy: '认养短信、预热两次、再首电，分批推进',
        },
        acquainted: { title: '培育', aim: '添加第二、第三类产品', strategy: '以到期为由联系，结合主题活动' },
        familiar: {
          title: '升级',
          aim: '跨过下一层分层线',
          strategy: '算给客户听离下一层差多少，组合产品，用代发和支付粘住',
        },
      },
      low: {
        stranger: {
          title: '批量唤醒',
          aim: '有信号才由人工跟进',
          strategy: '短信批量触达，厅堂识别，出现信号再打电话',
        },
        acquainted: {
          title: '线上养',
          aim: '养成手机银行习惯，5 万达标',
          strategy: '手机银行活动与达标礼，低成本维系',
        },
        familiar: { title: '口碑', aim: '主结算账户与转介绍', strategy: '请其介绍亲友，了解他行资产' },
      },
    },
  },
  lowStrangerSignals: { peakFen: wan(20), weekInflowFen: wan(5) },
  // [real] 90 % of the next tier, 70 % below 5万; invitation lines [seed]
  nearThreshold: {
    lines: [
      { key: '1w', lineFen: wan(1), share: 0.7 },
      { key: '5w', lineFen: wan(5), share: 0.7 },
      { key: '50w', lineFen: wan(50), share: 0.9 },
      { key: '600w', lineFen: wan(600), share: 0.9 },
    ],
    invitationLinesFen: [wan(3), wan(5), wan(10), wan(20)],
    invitation: { lowUpToFen: wan(5), lowShare: 0.7, share: 0.9 },
    fallingShare: 0.05,
  },
  // [default] marketing dormancy, days without an active transaction up to the data date
  dormancy: { lightDays: 90, mediumDays: 180, deepDays: 365, payrollMonths: 12 },
  warnings: {
    fall: {
      steps: [
        { colour: 'yellow', share: 0.1 },
        { colour: 'orange', share: 0.2 },
        { colour: 'red', share: 0.3 },
      ],
      baseFen: wan(1),
      fallFen: wan(0.5),
    },
    suddenFall: { fallFen: wan(10), share: 0.5, baseFen: wan(1) },
    monthAverageFallShare: 0.2,
    monthAverageFallBaseFen: wan(1),
    maturity: { yellowDays: 30, orangeDays: 7, pastDays: 30 },
    payrollStoppedDays: 45,
    contactOverdueFactor: 1.5,
    handoverWorkingDays: 5,
    classesFewer: { yellowAt: 1, orangeAt: 0 },
    peakFarAbove: { peakFen: wan(20), share: 0.5 },
    riskExpiryDays: 30,
  },
  contact: { effectiveSeconds: 60, coolingOffDays: 30, maxAttemptsPerWeek: 3 },
  planning: {
    dayMinutes: 180,
    plannedMinutes: 144,
    maxCalls: 12,
    maxMeetings: 2,
    callMinutes: 6,
    meetingMinutes: 45,
    messageMinutes: 2,
    hours: { from: '09:00', to: '20:00', pauseFrom: '12:00', pauseTo: '14:00' },
    slots: { retired: ['09:00', '11:00'], salaried: ['17:00', '19:00'], merchant: ['14:00', '16:30'] },
    slotStepMinutes: 10,
    retiredAge: 60,
    seniorAge: 65,
    seniorConfirmFromRisk: 3,
    maturityAheadDays: 30,
    riskExpiryAheadDays: 30,
    newCustomerDays: 30,
    latestWorkingDays: {
      suddenFall: 2,
      maturityPast: 2,
      fall: 3,
      payrollStopped: 5,
      tierDown: 5,
      classesFewer: 5,
      handover: 5,
    },
    meeting: {
      tiers: ['high', 'private'],
      reasons: [
        'suddenFall',
        'fall',
        'maturityPast',
        'maturitySoon',
        'maturityAhead',
        'tierDown',
        'nearThreshold',
        'peakFarAbove',
      ],
    },
    followUpWorkingDays: 2,
    expectedRecoverShare: 0.5,
    weights: {
      value: { potential: 4, effective: 10, mid: 20, high: 32, private: 40 },
      urgency: {
        suddenFall: 40,
        fall: 34,
        maturityPast: 34,
        maturitySoon: 30,
        maturityAhead: 20,
        payrollStopped: 26,
        tierDown: 24,
        handover: 24,
        nearThreshold: 18,
        sleeper: 16,
        overdue: 14,
        peakFarAbove: 14,
        riskExpiry: 8,
        promised: 30,
        classesFewer: 20,
        newCustomer: 16,
        birthday: 10,
        noLogin: 4,
      },
      otherReason: 2,
      otherReasonsCap: 6,
      colour: { yellow: 0, orange: 6, red: 12 },
      sleeperOnceValuable: 8,
      overduePerRhythm: 4,
      overdueCap: 12,
      reachable: { wecom: 4, answeredBefore: 4, noPhone: -12 },
      effortPerMinute: -0.2,
    },
    quarterWeights: [1.1, 0.95, 1, 1.05],
    sleeperMinValueFen: wan(5),
  },
  import: {
    maxRejectShare: 0.05,
    maxVanishedShare: 0.2,
    scaleJumpFactor: 50,
    aliases: [],
    // [default] who somebody is does not change because a cell is empty; a remark does
    keepWhenBlank: [
      'name',
      'idNo',
      'phone',
      'gender',
      'birthDate',
      'address',
      'employer',
      'occupation',
      'openDate',
      'dnc',
      'deceased',
    ],
    blankDriftShare: 0.1,
  },
}
