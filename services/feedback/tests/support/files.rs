//! What somebody finds who has the database's files.

use std::fs;
use std::path::Path;

const PAGE: usize = 4096;

/// The bytes of every file of a database: itself, its log, its index.
pub struct Files(Vec<Vec<u8>>);

impl Files {
    pub fn read(folder: &Path) -> Self {
        let entries = fs::read_dir(folder).expect("a folder");
        let read = |entry: std::io::Result<fs::DirEntry>| {
            fs::read(entry.expect("an entry").path()).expect("a file")
        };
        Self(entries.map(read).collect())
    }

    /// How often the bytes stand anywhere.
    pub fn count(&self, needle: &[u8]) -> usize {
        self.0.iter().map(|file| places(file, needle).len()).sum()
    }

    /// The place of each text in the files, in the order in which SQLite fills pages: from their end.
    pub fn places_of(&self, texts: &[String]) -> Vec<(usize, usize)> {
        let place = |text: &String| {
            let found = self.0.iter().find_map(|file| places(file, text.as_bytes()).pop());
            let offset = found.unwrap_or_else(|| panic!("{text} is in no file"));
            (offset / PAGE, PAGE - offset % PAGE)
        };
        texts.iter().map(place).collect()
    }
}

/// How many texts, sorted by their places on the disk, stand where they stood in the order of their coming.
pub fn physical_order(places: &[(usize, usize)]) -> usize {
    let mut sorted: Vec<usize> = (0..places.len()).collect();
    sorted.sort_by_key(|text| places[*text]);
    sorted.iter().enumerate().filter(|(place, text)| place == *text).count()
}

fn places(file: &[u8], needle: &[u8]) -> Vec<usize> {
    let starts = file.iter().enumerate().filter(|(_, byte)| **byte == needle[0]);
    let starts = starts.map(|(place, _)| place);
    starts.filter(|place| file[*place..].starts_with(needle)).collect()
}
