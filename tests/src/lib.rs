//! What the tests and the proofs share.

pub mod hours_case;
pub mod rng;
