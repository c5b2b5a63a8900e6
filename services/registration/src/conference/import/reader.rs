//! Walking through a TOML document: tables that know which keys they were asked for, and mistakes with their line.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{ImportProblem, ImportedConference};

pub(super) type Value<'i> = Spanned<DeValue<'i>>;

/// The file, and the mistakes found so far.
pub(super) struct Reader<'i> {
    source: &'i str,
    problems: RefCell<Vec<ImportProblem>>,
}

impl<'i> Reader<'i> {
    pub fn new(source: &'i str) -> Self {
        Self { source, problems: RefCell::default() }
    }

    pub fn document<'r>(&'r self, entries: &'r DeTable<'i>) -> Table<'r, 'i> {
        Table { reader: self, entries, line: 1, prefix: String::new(), asked: RefCell::default() }
    }

    pub fn syntax_problem(&self, error: &toml::de::Error) -> ImportProblem {
        let line = error.span().map_or(1, |span| self.line(&span));
        ImportProblem::new(line, "import-not-toml").with("reason", error.message())
    }

    pub fn line(&self, span: &Range<usize>) -> usize {
        self.source.bytes().take(span.start).filter(|byte| *byte == b'\n').count() + 1
    }

    pub fn add(&self, problem: ImportProblem) {
        self.problems.borrow_mut().push(problem);
    }

    pub fn refuse_repeated_slugs(&self, conferences: &[Option<ImportedConference>]) {
        let mut seen = BTreeSet::new();
        for conference in conferences.iter().flatten() {
            if !seen.insert(&conference.slug) {
                let problem = ImportProblem::new(conference.line, "import-slug-twice");
                self.add(problem.with("slug", &conference.slug));
            }
        }
    }

    /// What was read, if nothing was wrong; else every mistake, in the order of the lines.
    pub fn finish<T>(self, read: Option<T>) -> Result<T, Vec<ImportProblem>> {
        let mut problems = self.problems.into_inner();
        problems.sort_by_key(|problem| problem.line);
        match read {
            Some(read) if problems.is_empty() => Ok(read),
            _ => Err(problems),
        }
    }
}

/// A table of the file. Keys are named with the way to them: `contact.email`.
pub(super) struct Table<'r, 'i> {
    pub reader: &'r Reader<'i>,
    pub entries: &'r DeTable<'i>,
    pub line: usize,
    prefix: String,
    asked: RefCell<BTreeSet<&'static str>>,
}

impl<'r, 'i> Table<'r, 'i> {
    /// The value of a key, and its full name.
    pub fn get(&self, key: &'static str) -> Option<Field<'r, 'i>> {
        self.asked.borrow_mut().insert(key);
        let value = self.entries.get(key)?;
        Some(Field { reader: self.reader, name: self.name(key), value })
    }

    /// As [`Table::get`], and it must be there.
    pub fn required(&self, key: &'static str) -> Option<Field<'r, 'i>> {
        let field = self.get(key);
        if field.is_none() {
            self.missing(key);
        }
        field
    }

    pub fn missing(&self, key: &str) {
        let problem = ImportProblem::new(self.line, "import-missing");
        self.reader.add(problem.with("key", self.name(key)));
    }

    pub fn table(&self, key: &'static str) -> Option<Table<'r, 'i>> {
        self.get(key)?.table()
    }

    /// The tables of a `[[key]]`.
    pub fn tables(&self, key: &'static str) -> Vec<Table<'r, 'i>> {
        self.get(key).map_or_else(Vec::new, |field| field.list(|item| item.table()))
    }

    /// Call it when every key was asked for.
    pub fn refuse_unknown_keys(&self) {
        let asked = self.asked.borrow();
        for key in self.entries.keys().filter(|key| !asked.contains(key.get_ref().as_ref())) {
            let line = self.reader.line(&key.span());
            let known = asked.iter().copied().collect::<Vec<_>>().join(", ");
            let problem = ImportProblem::new(line, "import-unknown-key");
            let problem = problem.with("key", self.name(key.get_ref())).with("known", known);
            self.reader.add(problem);
        }
    }

    fn name(&self, key: &str) -> String {
        format!("{}{key}", self.prefix)
    }
}

/// A value with its name and place.
pub(super) struct Field<'r, 'i> {
    pub reader: &'r Reader<'i>,
    pub name: String,
    pub value: &'r Value<'i>,
}

impl<'r, 'i> Field<'r, 'i> {
    pub fn line(&self) -> usize {
        self.reader.line(&self.value.span())
    }

    /// Notes a mistake in this value; the answer is always none, to be returned.
    pub fn refuse<T>(&self, key: &'static str) -> Option<T> {
        self.refuse_with(key, |problem| problem)
    }

    pub fn refuse_with<T>(
        &self,
        key: &'static str,
        details: impl FnOnce(ImportProblem) -> ImportProblem,
    ) -> Option<T> {
        let problem = ImportProblem::new(self.line(), key).with("key", &self.name);
        self.reader.add(details(problem));
        None
    }

    pub fn table(&self) -> Option<Table<'r, 'i>> {
        let Some(entries) = self.value.get_ref().as_table() else {
            return self.refuse("import-needs-table");
        };
        let prefix = format!("{}.", self.name);
        let asked = RefCell::default();
        Some(Table { reader: self.reader, entries, line: self.line(), prefix, asked })
    }

    /// What can be read of a list; the mistakes of the rest are noted.
    pub fn list<T>(&self, read: impl Fn(&Field<'r, 'i>) -> Option<T>) -> Vec<T> {
        let Some(values) = self.value.get_ref().as_array() else {
            self.refuse::<()>("import-needs-list");
            return Vec::new();
        };
        if values.len() > LONGEST_LIST {
            self.refuse_with::<()>("import-list-too-long", |p| p.with("most", LONGEST_LIST));
            return Vec::new();
        }
        let item = |value| Field { reader: self.reader, name: self.name.clone(), value };
        values.iter().filter_map(|value| read(&item(value))).collect()
    }
}

const LONGEST_LIST: usize = 100;
