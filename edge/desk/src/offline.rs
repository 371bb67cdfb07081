//! What becomes of contacts that wait: given to agents as they come back, or stranded when the
//! last of them has left.

mod giving;
mod stranded;

pub use self::{giving::give_out, stranded::decide_stranded};

#[cfg(test)]
mod tests {
    use serde_json::json;
    use shared::{contact::Status, site::Site};

    use super::*;
    use crate::{
        people::{Mood, arrive, leave, say_mood},
        sample::{Sample, blank},
        sql::{Row, Sql},
        twin::Twin,
        values,
    };

    const NOW: i64 = 1_793_000_000_000;
    const MINUTE: i64 = 60_000;
    const OTSO: &str = "otso@acme.example";

    fn site(stranded: &str) -> Site {
        let always = json!({ "timezone": "UTC", "week": vec![["0:00", "24:00"]; 7] });
        let offline = json!({ "auto_assign": true, "stranded": stranded });
        let document = json!({
            "people": [{ "email": OTSO, "role": "agent", "queues": ["q"], "limit": 2 }],
            "queues": { "q": { "schedule": always, "offline": offline } },
        });
        Site::read(&document, Default::default()).unwrap()
    }

    fn stored(sql: &Twin) -> Vec<(String, Option<String>)> {
        let query = "SELECT status, assigned_to FROM contact ORDER BY seq";
        let rows = sql.run(query, values![]).unwrap();
        let pair = |row: &Row| (row.text(0).unwrap(), row.optional_text(1));
        rows.iter().map(pair).collect()
    }

    fn queued(at: i64) -> Sample {
        Sample {
            queue: "q",
            status: Status::Queued,
            at,
            ..Sample::default()
        }
    }

    fn desk(samples: &[Sample]) -> Twin {
        let sql = blank();
        for sample in samples {
            sample.store(&sql);
        }
        sql
    }

    #[test]
    fn what_is_queued_is_stranded_ten_minutes_after_the_last_agent_left() {
        for (becomes, status) in [("open", "open"), ("missed", "missed")] {
            let sql = desk(&[queued(NOW)]);
            let site = site(becomes);
            arrive(&sql, OTSO).unwrap();
            assert_eq!(decide_stranded(&sql, &site, NOW + 60 * MINUTE), Ok(None));
            let left = NOW + 61 * MINUTE;
            leave(&sql, &[], None, left).unwrap();
            // Still within the grace: looked at again when that ends.
            let looked = decide_stranded(&sql, &site, left + 1);
            assert_eq!(looked, Ok(Some(left + MINUTE)));
            let looked = decide_stranded(&sql, &site, left + 2 * MINUTE);
            assert_eq!(looked, Ok(Some(left + 10 * MINUTE)));
            assert_eq!(stored(&sql), [("queued".to_owned(), None)]);
            let looked = decide_stranded(&sql, &site, left + 10 * MINUTE);
            assert_eq!(looked, Ok(None));
            assert_eq!(stored(&sql), [(status.to_owned(), None)]);
        }
    }

    #[test]
    fn what_came_after_the_last_agent_left_has_its_own_ten_minutes() {
        let sql = desk(&[queued(NOW)]);
        let looked = decide_stranded(&sql, &site("open"), NOW + 9 * MINUTE);
        assert_eq!(looked, Ok(Some(NOW + 10 * MINUTE)));
    }

    #[test]
    fn the_grace_of_a_lost_connection_keeps_giving() {
        let sql = desk(&[queued(NOW), queued(NOW), queued(NOW)]);
        arrive(&sql, OTSO).unwrap();
        leave(&sql, &[], None, NOW).unwrap();
        give_out(&sql, &site("open"), NOW + MINUTE / 2).unwrap();
        let given = stored(&sql).iter().filter(|(_, to)| to.is_some()).count();
        assert_eq!(given, 2);
        give_out(&sql, &site("open"), NOW + 2 * MINUTE).unwrap();
        assert_eq!(stored(&sql)[2], ("queued".to_owned(), None));
    }

    #[test]
    fn who_signed_out_has_no_grace_and_who_is_away_is_given_nothing() {
        let sql = desk(&[queued(NOW)]);
        arrive(&sql, OTSO).unwrap();
        say_mood(&sql, OTSO, Mood::Away).unwrap();
        give_out(&sql, &site("open"), NOW).unwrap();
        assert_eq!(stored(&sql), [("queued".to_owned(), None)]);
        say_mood(&sql, OTSO, Mood::Available).unwrap();
        leave(&sql, &[], Some(OTSO), NOW).unwrap();
        give_out(&sql, &site("open"), NOW + 1).unwrap();
        assert_eq!(stored(&sql), [("queued".to_owned(), None)]);
    }
}
