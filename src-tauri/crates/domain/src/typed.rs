//! What somebody has typed of a name, and how well names fit it: among ten thousand people the one who was meant stands first.

/// Words that somebody typed, in any case of letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    whole: String,
    words: Vec<String>,
}

/// How well something fits; the lesser, the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It is meant by its very id.
    Itself,
    /// Its name begins with what was typed.
    Begins,
    /// Each word begins a word of its name.
    Named,
    /// Each word stands somewhere in its name, or beside it.
    Within,
}

impl Typed {
    /// Reads what was typed.
    pub fn of(text: &str) -> Self {
        let whole = text.trim().to_lowercase();
        Self { words: whole.split_whitespace().map(str::to_owned).collect(), whole }
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// How something of this id and name fits; `None` where a word stands neither in its name nor in what is known beside.
    pub fn fit(&self, id: &str, name: &str, beside: &[&str]) -> Option<Fit> {
        if id.to_lowercase() == self.whole {
            return Some(Fit::Itself);
        }
        let name = name.to_lowercase();
        if name.starts_with(&self.whole) {
            return Some(Fit::Begins);
        }
        let parts: Vec<&str> = name.split(|sign: char| !sign.is_alphanumeric()).collect();
        if self.words.iter().all(|word| parts.iter().any(|part| part.starts_with(word.as_str()))) {
            return Some(Fit::Named);
        }
        let beside: Vec<String> = beside.iter().map(|text| text.to_lowercase()).collect();
        let stands = |word: &String| name.contains(word.as_str()) || beside.iter().any(|text| text.contains(word));
        self.words.iter().all(stands).then_some(Fit::Within)
    }
}

/// What fits, best first; of those that fit equally well the one that came first.
pub fn best<'a, T>(all: impl Iterator<Item = &'a T>, fit: impl Fn(&T) -> Option<Fit>) -> Vec<&'a T> {
    let mut fitting: Vec<(Fit, &T)> = all.filter_map(|one| Some((fit(one)?, one))).collect();
    fitting.sort_by_key(|(fit, _)| *fit);
    fitting.into_iter().map(|(_, one)| one).collect()
}
