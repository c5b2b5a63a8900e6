//! The questions as fields of a form, with what was chosen or typed.

use shared::i18n::Tr;
use shared::web::{Choice, Fields, Mistakes};

use crate::survey::questionnaire::{Kind, Question};

/// How a field looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    Scale,
    Radios,
    Menu,
    Words,
}

pub struct Field {
    pub look: Look,
    pub id: &'static str,
    pub title: String,
    pub hint: String,
    pub choices: Vec<Choice>,
    /// What stands beside the numbers of a scale.
    pub apart: Vec<Choice>,
    pub low: String,
    pub high: String,
    pub typed: String,
    pub mistake: String,
}

impl Field {
    pub fn new(
        question: &Question,
        sectors: &[String],
        fields: &Fields,
        mistakes: &Mistakes,
        tr: Tr,
    ) -> Self {
        let typed = fields.get(question.id).to_owned();
        let (low, high) = match question.kind {
            Kind::Scale(..) => question.ends(tr),
            _ => Default::default(),
        };
        let choice = |value: String| Choice {
            label: question.label(&value, tr),
            chosen: value == typed,
            value,
        };
        let mut choices: Vec<Choice> = question.options(sectors).into_iter().map(choice).collect();
        let look = Look::of(question.kind);
        let mut apart = Vec::new();
        match look {
            Look::Scale => apart.push(no_answer(&typed, tr)),
            Look::Radios => choices.push(no_answer(&typed, tr)),
            // These can be emptied.
            Look::Menu | Look::Words => {}
        }
        Self {
            look,
            id: question.id,
            title: question.title(tr),
            hint: question.hint(tr),
            choices,
            apart,
            low,
            high,
            mistake: mistakes.of(question.id).to_owned(),
            typed,
        }
    }
}

/// A radio button cannot be released, only left for another: for this one, which is preset.
fn no_answer(typed: &str, tr: Tr) -> Choice {
    Choice { value: String::new(), label: tr.t("questions-no-answer"), chosen: typed.is_empty() }
}

impl Look {
    const fn of(kind: Kind) -> Self {
        match kind {
            Kind::Scale(..) => Self::Scale,
            Kind::Choice(_) | Kind::Steps(_) => Self::Radios,
            Kind::Sector => Self::Menu,
            Kind::Words => Self::Words,
        }
    }
}
