//! The tray's icon, drawn here: a ring whose shape tells the state, in a grey that reads on light and dark panels.

use engine::view::tray::TrayShape;
use tauri::image::Image;

/// Edge of the square, in pixels.
const SIZE: u32 = 32;
/// Points per pixel and axis that are asked for a smooth edge.
const FINE: u32 = 4;

/// Draws a shape.
pub(super) fn draw(shape: TrayShape) -> Image<'static> {
    let mut pixels = Vec::with_capacity((SIZE * SIZE * 4) as usize);
    for y in 0..SIZE {
        for x in 0..SIZE {
            let inside = (0..FINE * FINE)
                .filter(|point| {
                    let at = |pixel: u32, fine: u32| {
                        (f64::from(pixel) + (f64::from(fine) + 0.5) / f64::from(FINE)) - f64::from(SIZE) / 2.0
                    };
                    covers(shape, at(x, point % FINE), at(y, point / FINE))
                })
                .count();
            let alpha = u8::try_from(inside * 255 / (FINE * FINE) as usize).unwrap_or(u8::MAX);
            pixels.extend([0xb7, 0xc0, 0xc0, alpha]);
        }
    }
    Image::new_owned(pixels, SIZE, SIZE)
}

/// Whether a shape covers a point, from the middle, y downwards.
fn covers(shape: TrayShape, x: f64, y: f64) -> bool {
    let radius = x.hypot(y);
    let ring = (11.0..=14.0).contains(&radius);
    // The sector of the mark: the upper right quarter around twelve o'clock.
    let sector = radius <= 14.0 && y < 0.0 && x.abs() <= -y;
    let dot = (x - 10.0).hypot(y - 10.0) <= 5.0;
    let around_dot = (x - 10.0).hypot(y - 10.0) <= 7.0;
    match shape {
        TrayShape::Quiet => ring,
        TrayShape::Live => ring || sector,
        TrayShape::Soon => dot || ((ring || sector) && !around_dot),
        TrayShape::Late => radius <= 14.0 && !sector,
    }
}
