//! The company's picture. PNG alone: its size stands at a fixed place, and nothing in it runs.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::Logo;

/// How a PNG begins.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
/// Largest side in pixels that is drawn.
const LARGEST_PIXELS: u32 = 4_000;

impl Logo {
    /// The picture of these bytes; none where they are no PNG of a reasonable size.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let logo = Self { base64: STANDARD.encode(bytes) };
        let (width, height) = logo.pixels()?;
        let fits = |side: u32| (1..=LARGEST_PIXELS).contains(&side);
        (fits(width) && fits(height)).then_some(logo)
    }

    /// Its bytes.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        STANDARD.decode(&self.base64).ok().filter(|bytes| bytes.starts_with(PNG))
    }

    /// Its width and height.
    pub fn pixels(&self) -> Option<(u32, u32)> {
        let bytes = self.bytes()?;
        let side = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
        Some((side(16)?, side(20)?))
    }
}
