//! People whom the settings do not have any more: nothing of theirs lets anybody in later.

use serde_json::json;
use shared::site::Site;

use crate::{
    sql::{Result as SqlResult, Sql},
    values,
};

/// What lets a person in, or tells them something, by table. When they were last here and were given
/// something stays: whoever comes back takes their place in the line again.
const THEIRS: [&str; 5] = ["session", "sign_in", "passkey", "push", "notices"];

/// Forgets sessions, links, passkeys and browsers of everybody who is not in the settings: should they
/// come back, they sign in anew.
pub(crate) fn forget_gone(sql: &dyn Sql, site: &Site) -> SqlResult<()> {
    let here: Vec<_> = site.people.iter().map(|person| &person.email).collect();
    let here = json!(here).to_string();
    for table in THEIRS {
        sql.run(
            &format!("DELETE FROM {table} WHERE person NOT IN (SELECT value FROM json_each(?))"),
            values![&here],
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::blank;

    #[test]
    fn who_comes_back_finds_no_door_that_was_left_open() {
        let sql = blank();
        for person in ["anna@acme.example", "otso@acme.example"] {
            sql.run(
                "INSERT INTO session (id, hash, person, device, created_at, seen_at) VALUES (?, ?, ?, '', 0, 0)",
                values![person, person, person],
            )
            .unwrap();
            sql.run(
                "INSERT INTO sign_in (hash, person, expires_at) VALUES (?, ?, 1)",
                values![person, person],
            )
            .unwrap();
        }
        let people = json!({ "people": [{ "email": "anna@acme.example", "role": "owner" }] });
        forget_gone(&sql, &Site::read(&people, Default::default()).unwrap()).unwrap();
        for table in ["session", "sign_in"] {
            let rows = sql.run(&format!("SELECT person FROM {table}"), values![]);
            let left: Vec<_> = rows
                .unwrap()
                .iter()
                .map(|row| row.text(0).unwrap())
                .collect();
            assert_eq!(left, ["anna@acme.example"]);
        }
    }
}
