import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'

const accent: MantineColorsTuple = [
  '#eef3fe', '#dbe5fb', '#b7cbf7', '#9dbcff', '#6d95ec', '#3f6ede', '#1f4fc4', '#1a43a8', '#15378b', '#102b6e',
] // prettier-ignore
const amber: MantineColorsTuple = [
  '#fdf1dc', '#fae3b9', '#f6cf85', '#f2b854', '#e09a2a', '#b86f0c', '#8a4b00', '#713d00', '#583000', '#402300',
] // prettier-ignore
const green: MantineColorsTuple = [
  '#e4f3e9', '#c6e6d1', '#9bd6b0', '#6fd199', '#3fa96c', '#258a50', '#1a6b3c', '#155832', '#104527', '#0b321c',
] // prettier-ignore
// Only for what destroys something for good.
const destroy: MantineColorsTuple = [
  '#fdecea', '#fad2cf', '#f5aaa5', '#ff8b82', '#e4534b', '#cb352d', '#b3211b', '#951b16', '#781511', '#5c100d',
] // prettier-ignore
const dark: MantineColorsTuple = [
  '#e7ebf2', '#c3ccda', '#a0adc0', '#8593ab', '#6b7c97', '#334560', '#142033', '#0d1624', '#0a111c', '#070c14',
] // prettier-ignore

export const theme = createTheme({
  colors: { accent, amber, green, destroy, dark },
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 5 },
  autoContrast: true,
  black: '#17202e',
  white: '#ffffff',
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  headings: {
    fontWeight: '640',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.4' },
      h3: { fontSize: '0.9375rem' },
    },
  },
  fontSizes: { xs: '0.78125rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  defaultRadius: 6,
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: { defaultProps: { size: 'sm' } },
    // The head of a dialogue is no landmark of the page.
    ModalHeader: { defaultProps: { role: 'presentation' } },
    DrawerHeader: { defaultProps: { role: 'presentation' } },
    Modal: { defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.4 } } },
    Select: { defaultProps: { checkIconPosition: 'right', comboboxProps: { shadow: 'md' } } },
    Tooltip: { defaultProps: { openDelay: 300, events: { hover: true, focus: true, touch: true } } },
    Anchor: { defaultProps: { underline: 'always' } },
  },
})

/** Mantine's own colours follow ours, so that a field in error turns amber, never red. */
export const variables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--vigie-paper)',
    '--mantine-color-text': 'var(--vigie-ink)',
    '--mantine-color-dimmed': 'var(--vigie-quiet)',
    '--mantine-color-error': 'var(--vigie-hold)',
    '--mantine-color-placeholder': 'var(--vigie-quiet)',
    '--mantine-color-anchor': 'var(--vigie-accent)',
    '--mantine-color-default': 'var(--vigie-sheet)',
    '--mantine-color-default-hover': 'var(--vigie-sunken)',
    '--mantine-color-default-color': 'var(--vigie-ink)',
    '--mantine-color-default-border': 'var(--vigie-edge)',
  }
  return { variables: {}, light: shared, dark: shared }
}
