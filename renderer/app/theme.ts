/** antd in our clothes: compact, flat, one brand colour. The values repeat `styles/tokens.css`. */
import { theme, type ThemeConfig } from 'antd'

export const brand = '#0f5c63'

export const antdTheme: ThemeConfig = {
  algorithm: theme.compactAlgorithm,
  token: {
    colorPrimary: brand,
    colorLink: brand,
    colorInfo: brand,
    colorText: '#1d2427',
    colorTextSecondary: '#55606a',
    colorBorder: '#cfd6d9',
    colorBorderSecondary: '#e3e8ea',
    colorBgLayout: '#f4f6f6',
    borderRadius: 4,
    fontSize: 13,
    controlHeight: 28,
    motion: false,
    fontFamily:
      '"Microsoft YaHei UI", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", system-ui, sans-serif',
    boxShadowTertiary: 'none',
  },
  components: {
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
  },
}
