//! What a contract promised when it was released, and whether it still holds.

use std::collections::BTreeSet;

use protox::prost_reflect::{Cardinality, DescriptorPool, EnumDescriptor, MessageDescriptor};

/// What others may rely on: `message field number type` of every field, `enum VALUE number enum` of every value.
pub struct Contract {
    lines: BTreeSet<Line>,
    /// Names and numbers that no field may take again.
    reserved: BTreeSet<(String, String)>,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Line {
    parent: String,
    number: i64,
    name: String,
    kind: String,
}

impl Contract {
    pub fn of(pool: &DescriptorPool) -> Self {
        let mut contract = Self { lines: BTreeSet::new(), reserved: BTreeSet::new() };
        pool.all_messages().for_each(|message| contract.add_message(&message));
        pool.all_enums().for_each(|values| contract.add_enum(&values));
        contract
    }

    fn add_message(&mut self, message: &MessageDescriptor) {
        let parent = message.full_name();
        for field in message.fields() {
            let prefix = match field.cardinality() {
                Cardinality::Repeated => "repeated ",
                _ if field.supports_presence() && field.kind().as_message().is_none() => {
                    "optional "
                }
                _ => "",
            };
            self.add(
                parent,
                field.name(),
                field.number().into(),
                format!("{prefix}{:?}", field.kind()),
            );
        }
        let numbers = message.reserved_ranges().flatten().map(|number| number.to_string());
        let names = message.reserved_names().map(str::to_owned);
        self.reserved.extend(numbers.chain(names).map(|what| (parent.to_owned(), what)));
    }

    fn add_enum(&mut self, values: &EnumDescriptor) {
        let parent = values.full_name();
        for value in values.values() {
            self.add(parent, value.name(), value.number().into(), "enum".to_owned());
        }
        let numbers = values.reserved_ranges().flatten().map(|number| number.to_string());
        let names = values.reserved_names().map(str::to_owned);
        self.reserved.extend(numbers.chain(names).map(|what| (parent.to_owned(), what)));
    }

    fn add(&mut self, parent: &str, name: &str, number: i64, kind: String) {
        self.lines.insert(Line { parent: parent.to_owned(), number, name: name.to_owned(), kind });
    }

    pub fn lines(&self) -> String {
        self.lines
            .iter()
            .map(|l| format!("{} {} {} {}\n", l.parent, l.name, l.number, l.kind))
            .collect()
    }

    /// The released lines and those that are new, sorted.
    pub fn added_to(&self, released: &str) -> String {
        let mut all: BTreeSet<Line> = released.lines().map(Line::parse).collect();
        all.extend(self.lines.iter().cloned());
        Self { lines: all, reserved: BTreeSet::new() }.lines()
    }

    /// Every way in which this contract breaks a released one.
    pub fn breaks(&self, released: &str) -> Vec<String> {
        released
            .lines()
            .filter_map(|line| Some(format!("{line}: {}", self.breaks_line(&Line::parse(line))?)))
            .collect()
    }

    fn breaks_line(&self, was: &Line) -> Option<String> {
        let siblings = || self.lines.iter().filter(|now| now.parent == was.parent);
        if let Some(now) = siblings().find(|now| now.number == was.number) {
            return match () {
                () if now.name != was.name => {
                    Some(format!("the number is reused for {}", now.name))
                }
                () if now.kind != was.kind => Some(format!("the type is now {}", now.kind)),
                () => None,
            };
        }
        if let Some(now) = siblings().find(|now| now.name == was.name) {
            return Some(format!("the number is now {}", now.number));
        }
        let reserves = |what: String| self.reserved.contains(&(was.parent.clone(), what));
        let kept = reserves(was.number.to_string()) && reserves(was.name.clone());
        (!kept).then(|| "removed without `reserved` for its number and name".to_owned())
    }
}

impl Line {
    fn parse(line: &str) -> Self {
        let parts: Vec<&str> = line.splitn(4, ' ').collect();
        let [parent, name, number, kind] = parts[..] else {
            panic!("not a line of a contract: {line}")
        };
        let number = number.parse().unwrap_or_else(|_| panic!("not a number: {line}"));
        Self { parent: parent.to_owned(), number, name: name.to_owned(), kind: kind.to_owned() }
    }
}
