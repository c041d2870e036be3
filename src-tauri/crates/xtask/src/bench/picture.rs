//! What is on the virtual display: Xvfb keeps its picture in a file, so that it is read without asking anybody.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use crate::error::Error;

/// Of the picture's rows every fourth is read: enough to see what changes, and little enough to look often.
const EACH: usize = 4;
/// So much of a picture may differ and still be the same: clocks that tick, the line at the bottom that tells of them, and a
/// scroll bar that fades. A board that is still empty is far more.
const TOLERANCE: f64 = 0.005;

/// The file of the display.
pub(super) struct Display {
    path: PathBuf,
    file: File,
    /// Where the pixels begin, and the length of a row, in bytes.
    begin: usize,
    row: usize,
    rows: usize,
}

/// The rows that were read, four bytes a pixel.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Picture(Vec<u8>);

impl Display {
    /// Reads the head of the file: the X window dump format, in numbers of four bytes, the largest first.
    pub(super) fn open(path: &Path) -> Result<Self, Error> {
        let mut file = File::open(path).map_err(Error::at(path))?;
        let mut head = [0; 100];
        file.read_exact(&mut head).map_err(Error::at(path))?;
        let number = |place: usize| {
            let bytes = head.get(place * 4..place * 4 + 4).and_then(|bytes| bytes.try_into().ok()).unwrap_or_default();
            u32::from_be_bytes(bytes) as usize
        };
        let (head_length, rows, row, colours) = (number(0), number(5), number(12), number(19));
        // Each colour of the map takes twelve bytes.
        Ok(Self { path: path.to_owned(), file, begin: head_length + colours * 12, row, rows })
    }

    /// Looks into a picture that is used again.
    pub(super) fn look(&mut self, picture: &mut Picture) -> Result<(), Error> {
        picture.0.resize(self.rows.div_ceil(EACH) * self.row, 0);
        for (number, row) in picture.0.chunks_mut(self.row.max(1)).enumerate() {
            let at = self.begin + number * EACH * self.row;
            self.file.seek(SeekFrom::Start(at as u64)).map_err(Error::at(&self.path))?;
            self.file.read_exact(row).map_err(Error::at(&self.path))?;
        }
        Ok(())
    }

    /// Leaves all of it in a file, as an X window dump, which image viewers read.
    pub(super) fn copy(&self, to: &Path) -> Result<(), Error> {
        std::fs::copy(&self.path, to).map(drop).map_err(Error::at(to))
    }
}

impl Picture {
    /// Whether two pictures are the same but for what ticks.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.difference(other) <= TOLERANCE
    }

    /// The part of the pixels that differ, from 0 to 1.
    pub(super) fn difference(&self, other: &Self) -> f64 {
        let pixels = |picture: &'_ Self| picture.0.chunks_exact(4).len();
        let differing = self.0.chunks_exact(4).zip(other.0.chunks_exact(4)).filter(|(one, other)| one != other).count();
        #[expect(clippy::cast_precision_loss, reason = "far fewer pixels than a float can count")]
        let part = differing as f64 / pixels(self).max(1) as f64;
        part
    }
}
