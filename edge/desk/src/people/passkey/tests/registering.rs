use super::*;

const REFUSED: Result<(), Refusal> = Err(Refusal::PasskeyRefused);

fn ids(world: &World, email: &str) -> Vec<String> {
    let lines = passkeys(&world.sql, &world.who(email)).unwrap();
    lines.into_iter().map(|line| line.id).collect()
}

#[test]
fn a_passkey_is_added_listed_and_removed() {
    let world = World::new();
    world.add(ANNA, 1);
    world.add(ANNA, 2);
    assert_eq!(ids(&world, ANNA), [text(&[2]), text(&[1])]);
    assert!(ids(&world, OTSO).is_empty());
    let line = &passkeys(&world.sql, &world.who(ANNA)).unwrap()[0];
    assert_eq!(line.device, "Firefox on Linux");
    assert_eq!(line.created_at, rfc3339(NOW));
    let remove = |email| remove_passkey(&world.sql, &world.who(email), &text(&[1]));
    assert_eq!(remove(OTSO), Err(Refusal::UnknownPasskey));
    assert_eq!(remove(ANNA), Ok(()));
    assert_eq!(remove(ANNA), Err(Refusal::UnknownPasskey));
    assert_eq!(ids(&world, ANNA), [text(&[2])]);
    let answer = world.getting().signed(&[1], &key(1));
    assert_eq!(world.enter(&answer, NOW), Err(Refusal::PasskeyRefused));
}

#[test]
fn a_browser_is_told_for_whom_and_what_there_is() {
    let world = World::new();
    world.add(ANNA, 1);
    let begun = world.begin(ANNA).unwrap();
    assert_eq!(begun.rp_id, "help.acme.example");
    assert_eq!(begun.exclude, [text(&[1])]);
    assert_eq!(
        (&*begun.user.name, &*begun.user.display_name),
        (ANNA, "Anna")
    );
    assert_eq!(begun.user.id.len(), 43);
    let at = |site_key, email| user(site_key, &world.who(email)).id;
    assert_eq!(at("acme", ANNA), begun.user.id);
    assert_ne!(at("other", ANNA), begun.user.id);
    assert_ne!(at("acme", OTSO), begun.user.id);
    let none = begin_passkey(
        &world.sql,
        "acme",
        &world.who(ANNA),
        "null",
        NOW,
        &mut |_: &mut [u8]| (),
    );
    assert_eq!(none, Err(Refusal::PasskeyRefused));
}

#[test]
fn whatever_does_not_fit_is_not_added() {
    let world = World::new();
    let said = world.creating(ANNA);
    for (name, said) in spoilt(&said) {
        let new = said.new_passkey(&[1], &key(1));
        assert_eq!(world.register(ANNA, &new), REFUSED, "{name}");
    }
    let mut without = world.creating(ANNA);
    without.flags &= !0b100_0000;
    let new = without.new_passkey(&[1], &key(1));
    assert_eq!(world.register(ANNA, &new), REFUSED, "without a credential");
    let new = said.new_passkey(&[1], &key(1));
    assert_eq!(world.register(ANNA, &new), Ok(()));
    assert_eq!(world.register(ANNA, &new), REFUSED, "spent");
}

#[test]
fn a_challenge_is_for_the_one_who_asked() {
    let world = World::new();
    let new = world.creating(ANNA).new_passkey(&[1], &key(1));
    assert_eq!(world.register(OTSO, &new), REFUSED);
    let mut said = world.creating(ANNA);
    said.challenge = world.getting().challenge;
    let new = said.new_passkey(&[1], &key(1));
    assert_eq!(world.register(ANNA, &new), REFUSED);
}

#[test]
fn a_passkey_of_somebody_else_cannot_be_taken_over() {
    let world = World::new();
    world.add(ANNA, 1);
    let new = world.creating(OTSO).new_passkey(&[1], &key(9));
    assert_eq!(world.register(OTSO, &new), REFUSED);
    let answer = world.getting().signed(&[1], &key(1));
    assert_eq!(world.enter(&answer, NOW), Ok(ANNA.to_owned()));
}

#[test]
fn what_is_no_key_of_es256_is_not_added() {
    let world = World::new();
    let point = key(1).verifying_key().to_encoded_point(true);
    let off_the_curve = [&ceremony::SPKI[..], &[4], &[1; 64]].concat();
    let compressed = [&ceremony::SPKI[..], point.as_bytes()].concat();
    for bad in [&off_the_curve[..], &compressed, &ceremony::SPKI, &[]] {
        let new = NewPasskey {
            key: text(bad),
            ..world.creating(ANNA).new_passkey(&[1], &key(1))
        };
        assert_eq!(world.register(ANNA, &new), REFUSED);
    }
    let said = world.creating(ANNA);
    for data in [said.data(), said.data()[..36].to_vec(), Vec::new()] {
        let new = NewPasskey {
            authenticator_data: text(&data),
            client_data: text(&world.creating(ANNA).client_data()),
            ..said.new_passkey(&[1], &key(1))
        };
        assert_eq!(world.register(ANNA, &new), REFUSED, "{}", data.len());
    }
    assert!(ids(&world, ANNA).is_empty());
}

#[test]
fn nobody_has_more_than_twenty() {
    let world = World::new();
    let late = world.creating(ANNA);
    for id in 1..=20 {
        world.add(ANNA, id);
    }
    assert_eq!(world.begin(ANNA), Err(Refusal::TooManyPasskeys));
    let new = late.new_passkey(&[21], &key(21));
    assert_eq!(world.register(ANNA, &new), Err(Refusal::TooManyPasskeys));
    assert!(world.begin(OTSO).is_ok());
}
