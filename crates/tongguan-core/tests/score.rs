//! BANT, suggested intent and grade.

use jiff::civil::{Date, date};
use proptest::prelude::*;
use tongguan_core::score::*;

fn bant(budget: Budget, authority: Authority, need: Need, expected: Option<&str>) -> Bant {
    let expected_purchase_date = expected.map(|text| text.parse().expect("a date"));
    Bant { budget, authority, need, expected_purchase_date }
}

#[test]
fn scores_and_suggests_intent() {
    let today = date(2026, 11, 23);
    let (bant_weights, intent_weights) = (BantWeights::default(), IntentWeights::default());
    for (lead, total, intent) in [
        // Applying, influencer, explicit need, in four months: 9 + 6 + 15 + 6.
        (bant(Budget::Applying, Authority::Influencer, Need::Explicit, Some("2027-03-31")), 70, 36),
        (bant(Budget::Approved, Authority::DecisionMaker, Need::Explicit, Some("2027-02-23")), 100, 50),
        // 3 + 1.2 + 3 + 3.2 = 10.4
        (bant(Budget::Unknown, Authority::Other, Need::Exploring, Some("2027-11-23")), 21, 10),
        // 0 + 4 + 9 + 3.2 = 16.2
        (bant(Budget::None, Authority::User, Need::Interested, Some("2027-05-24")), 33, 16),
        (bant(Budget::None, Authority::Other, Need::None, None), 3, 1),
        (bant(Budget::None, Authority::Other, Need::None, Some("2027-11-24")), 3, 1),
        (bant(Budget::None, Authority::Other, Need::None, Some("2026-11-22")), 3, 1),
    ] {
        let score = BantScore::of(&lead, today, &bant_weights);
        assert_eq!(score.total(), total, "{lead:?}");
        assert_eq!(suggested_intent(&score, &bant_weights, &intent_weights), intent, "{lead:?}");
    }
}

#[test]
fn timeline_brackets_include_their_last_day() {
    let today = date(2026, 11, 30);
    for (expected, points) in [
        ("2026-11-30", 25),
        ("2027-02-28", 25),
        ("2027-03-01", 15),
        ("2027-05-30", 15),
        ("2027-05-31", 8),
        ("2027-12-01", 0),
    ] {
        let lead = bant(Budget::None, Authority::Other, Need::None, Some(expected));
        assert_eq!(BantScore::of(&lead, today, &BantWeights::default()).timeline, points, "{expected}");
    }
    let lead = bant(Budget::None, Authority::Other, Need::None, Some("9999-12-31"));
    assert_eq!(BantScore::of(&lead, Date::MAX, &BantWeights::default()).timeline, 25);
}

#[test]
fn suggests_grades() {
    for (total, intent, grade) in [
        (70, 30, Grade::A),
        (77, 36, Grade::A),
        (70, 29, Grade::B),
        (69, 50, Grade::B),
        (40, 0, Grade::B),
        (39, 39, Grade::C),
        (0, 0, Grade::C),
    ] {
        assert_eq!(suggested_grade(total, intent, &GradeThresholds::default()), grade, "{total} {intent}");
    }
}

#[test]
fn settings_may_name_only_what_differs() {
    let thresholds: GradeThresholds = serde_json::from_str(r#"{"a_total": 80}"#).expect("reads");
    assert_eq!(thresholds, GradeThresholds { a_total: 80, ..GradeThresholds::default() });
    assert!(serde_json::from_str::<GradeThresholds>(r#"{"a_totl": 80}"#).is_err());
}

proptest! {
    #[test]
    fn intent_never_exceeds_its_weights(b in 0..=25u16, a in 0..=25u16, n in 0..=25u16, t in 0..=25u16) {
        let score = BantScore { budget: b, authority: a, need: n, timeline: t };
        let intent = suggested_intent(&score, &BantWeights::default(), &IntentWeights::default());
        let exact = f64::from(b + n) * 15.0 / 25.0 + f64::from(a + t) * 10.0 / 25.0;
        prop_assert!(intent <= 50 && (f64::from(intent) - exact).abs() <= 0.5 + 1e-9);
    }
}
