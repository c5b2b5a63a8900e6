//! The pages that anyone may read.

mod operator;

pub use operator::Operator;
