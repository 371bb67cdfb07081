//! A small part of `cargo xtask prove hours`: cases that the oracle wrote once, with a seed.

use tests::hours_case::Case;

#[test]
fn the_timeline_agrees_with_pythons_zoneinfo() {
    let lines = include_str!("../data/hours.jsonl").lines();
    let cases: Vec<_> = lines.filter_map(Case::read).collect();
    assert!(cases.len() > 290);
    for case in cases {
        case.check().unwrap();
    }
}
