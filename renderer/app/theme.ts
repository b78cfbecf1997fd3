/** antd in our clothes: compact, flat, one brand colour. The values repeat `styles/tokens.css`. */
import { theme, type ThemeConfig } from 'antd'

type MapToken = ReturnType<typeof theme.compactAlgorithm>
type SeedToken = Parameters<typeof theme.compactAlgorithm>[0]

export const brand = '#0f5c63'

/** Text sizes and their line heights, in px where antd wants px. */
const text = {
  fontSize: 13,
  fontSizeSM: 12,
  fontSizeLG: 14,
  fontSizeXL: 16,
  lineHeight: 20 / 13,
  lineHeightSM: 18 / 12,
  lineHeightLG: 22 / 14,
  fontHeight: 20,
  fontHeightSM: 18,
  fontHeightLG: 22,
}

/**
 * antd's compact algorithm shrinks text with the boxes (13 px becomes 10 px, unreadable in Chinese); ours
 * keeps its tight boxes and sets the text sizes back.
 */
function readableCompact(seed: SeedToken, map?: MapToken): MapToken {
  return {
    ...theme.compactAlgorithm(seed, map),
    ...text,
    controlHeight: 28,
    controlHeightSM: 24,
    controlHeightLG: 32,
  }
}

export const antdTheme: ThemeConfig = {
  algorithm: readableCompact,
  token: {
    colorPrimary: brand,
    colorLink: brand,
    colorInfo: brand,
    colorText: '#1d2427',
    colorTextSecondary: '#55606a',
    colorTextDescription: '#55606a',
    colorError: '#b3261e',
    colorTextPlaceholder: '#66717b',
    colorBorder: '#cfd6d9',
    colorBorderSecondary: '#e3e8ea',
    colorBgLayout: '#f4f6f6',
    borderRadius: 4,
    motion: false,
    fontFamily:
      '"Microsoft YaHei UI", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", system-ui, sans-serif',
    boxShadowTertiary: 'none',
  },
  components: {
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
  },
}
