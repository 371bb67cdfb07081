use super::*;

const REFUSED: Result<String, Refusal> = Err(Refusal::PasskeyRefused);

#[test]
fn a_passkey_lets_its_person_in() {
    let world = World::new();
    world.add(ANNA, 1);
    world.add(OTSO, 2);
    let answer = world.getting().signed(&[2], &key(2));
    assert_eq!(world.enter(&answer, NOW + MINUTE), Ok(OTSO.to_owned()));
    let line = &passkeys(&world.sql, &world.who(OTSO)).unwrap()[0];
    assert_eq!(line.used_at, Some(rfc3339(NOW + MINUTE)));
    let line = &passkeys(&world.sql, &world.who(ANNA)).unwrap()[0];
    assert_eq!(line.used_at, None);
}

#[test]
fn a_page_of_any_own_origin_may_ask() {
    let world = World::new();
    world.add(ANNA, 1);
    let mut said = world.getting();
    (said.origin, said.host) = ("http://localhost:8787", "localhost");
    let answer = said.signed(&[1], &key(1));
    assert_eq!(world.enter(&answer, NOW), Ok(ANNA.to_owned()));
}

#[test]
fn whatever_does_not_fit_is_refused() {
    let world = World::new();
    world.add(ANNA, 1);
    let said = world.getting();
    for (name, said) in spoilt(&said) {
        let answer = said.signed(&[1], &key(1));
        assert_eq!(world.enter(&answer, NOW), REFUSED, "{name}");
    }
    // It was not for want of anything else.
    let answer = said.signed(&[1], &key(1));
    assert_eq!(world.enter(&answer, NOW), Ok(ANNA.to_owned()));
}

#[test]
fn only_the_key_itself_signs() {
    let world = World::new();
    world.add(ANNA, 1);
    world.add(OTSO, 2);
    for (id, seed) in [(1, 2), (2, 1), (3, 1)] {
        let answer = world.getting().signed(&[id], &key(seed));
        assert_eq!(world.enter(&answer, NOW), REFUSED, "{id} {seed}");
    }
    let mut said = world.getting();
    let mut answer = said.signed(&[1], &key(1));
    said.count = 9;
    answer.authenticator_data = text(&said.data());
    assert_eq!(world.enter(&answer, NOW), REFUSED, "changed afterwards");
    for signature in [String::new(), "no base64url".to_owned(), text(&[48, 0])] {
        let answer = PasskeyAnswer {
            signature,
            ..world.getting().signed(&[1], &key(1))
        };
        assert_eq!(world.enter(&answer, NOW), REFUSED);
    }
}

#[test]
fn a_challenge_is_answered_once_and_soon() {
    let world = World::new();
    world.add(ANNA, 1);
    let answer = world.getting().signed(&[1], &key(1));
    assert!(world.enter(&answer, NOW + 5 * MINUTE - 1).is_ok());
    assert_eq!(world.enter(&answer, NOW + 5 * MINUTE - 1), REFUSED);
    let answer = world.getting().signed(&[1], &key(1));
    assert_eq!(world.enter(&answer, NOW + 5 * MINUTE), REFUSED);
    let wrong = world.getting();
    let answer = wrong.signed(&[1], &key(2));
    assert_eq!(world.enter(&answer, NOW), REFUSED);
    let answer = wrong.signed(&[1], &key(1));
    assert_eq!(world.enter(&answer, NOW), REFUSED, "spent by the wrong key");
}

#[test]
fn a_challenge_to_add_a_passkey_signs_nobody_in() {
    let world = World::new();
    world.add(ANNA, 1);
    let said = Said::new("webauthn.get", world.creating(ANNA).challenge);
    assert_eq!(world.enter(&said.signed(&[1], &key(1)), NOW), REFUSED);
}

#[test]
fn a_count_does_not_go_back() {
    let world = World::new();
    world.add(ANNA, 1);
    let enter = |count| {
        let mut said = world.getting();
        said.count = count;
        world.enter(&said.signed(&[1], &key(1)), NOW).is_ok()
    };
    let tries = [0, 0, 3, 3, 2, 0, 4].map(enter);
    assert_eq!(tries, [true, true, true, false, false, false, true]);
}

#[test]
fn a_passkey_of_another_site_or_of_who_has_left_opens_nothing() {
    let (mut world, other) = (World::new(), World::new());
    other.add(ANNA, 1);
    let answer = world.getting().signed(&[1], &key(1));
    assert_eq!(world.enter(&answer, NOW), REFUSED);
    let answer = other.getting().signed(&[1], &key(1));
    assert_eq!(world.enter(&answer, NOW), REFUSED);
    world.add(ANNA, 1);
    world.site.people.retain(|person| person.email != ANNA);
    let answer = world.getting().signed(&[1], &key(1));
    assert_eq!(world.enter(&answer, NOW), REFUSED);
}
