//! Fills a queue of a local Worker, which must not be running, with contacts: `seed FOLDER SITE QUEUE
//! COUNT`. Each one goes the way of a visitor's, through the very same desk.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};
use desk::{
    RateLimiter, Visit, Visitor,
    console::{Act, act},
    people::Signed,
    sql::{Sql, SqlError},
    twin::Twin,
    values,
};
use serde_json::json;
use shared::site::{Permits, Site};
use tests::rng::Rng;

const MINUTE: i64 = 60_000;

const NAMES: [&str; 8] = [
    "Maija", "Otso", "José", "Zoë", "Aleksi", "Nadia", "Bo", "Ingrid",
];
const TROUBLES: [&str; 8] = [
    "The lamp flickers since Friday.",
    "My parcel has not come.",
    "Can I change the address of order 4711?",
    "The bill is wrong.",
    "How do I return the chair?",
    "Do you ship to Åland?",
    "The password link does not work.",
    "I would like an offer for forty desks.",
];

fn main() -> Result<()> {
    let words: Vec<_> = std::env::args().skip(1).collect();
    let [folder, site, queue, count, now] = &words[..] else {
        bail!("seed FOLDER SITE QUEUE COUNT NOW (ms since the epoch)");
    };
    let sql = find(Path::new(folder), site)?;
    let (count, now) = (count.parse()?, now.parse()?);
    told(desk::migrate(&sql))?;
    let permits = Permits {
        local_webhooks: true,
    };
    let mut settings = desk::load(&sql, permits).map_err(|e| anyhow::anyhow!("{e:?}"))?;
    // Nobody is to get a hundred thousand emails.
    for queue in settings.queues.values_mut() {
        queue.forward.clear();
    }
    told(sql.atomic(&mut || fill(&sql, &settings, queue, count, now)))?;
    println!("{count} contacts are in {site}/{queue}");
    Ok(())
}

fn told<T>(result: desk::sql::Result<T>) -> Result<T> {
    result.map_err(|SqlError(cause)| anyhow::anyhow!(cause))
}

/// The database of the site.
fn find(folder: &Path, site: &str) -> Result<Twin> {
    let objects = folder.join("v3/do/afterhours-DeskObject");
    let files = fs::read_dir(&objects).with_context(|| {
        format!(
            "{} has no data: run `cargo xtask dev` once",
            folder.display()
        )
    })?;
    for file in files {
        let path = file?.path();
        if path.extension().is_none_or(|end| end != "sqlite") {
            continue;
        }
        let sql = told(Twin::open(&path))?;
        let key = sql.first("SELECT key FROM site", values![]);
        if key
            .ok()
            .flatten()
            .and_then(|row| row.optional_text(0))
            .as_deref()
            == Some(site)
        {
            return Ok(sql);
        }
    }
    bail!("there is no site \"{site}\" in {}", folder.display())
}

fn fill(sql: &Twin, site: &Site, queue: &str, count: u64, now: i64) -> desk::sql::Result<()> {
    let mut limiter = RateLimiter::default();
    // The same contacts for the same count.
    let mut rng = Rng(count);
    let people: Vec<_> = site
        .people
        .iter()
        .map(|p| Signed::new(site, p, ""))
        .collect();
    let people: Vec<_> = people.into_iter().filter(|p| p.sees(queue)).collect();
    for i in 0..count {
        let at = now - (count - i) as i64 * 4 * MINUTE;
        let name = NAMES[rng.below(NAMES.len() as u64) as usize];
        let trouble = TROUBLES[rng.below(TROUBLES.len() as u64) as usize];
        let answers = json!({ "name": name, "email": format!("visitor{i}@mail.example"), "message": format!("{trouble} ({i})") });
        let body = json!({ "answers": answers, "view": "form" }).to_string();
        let key = format!("seed-{now}-{i}");
        let visit = Visit {
            queue,
            key: Some(&key),
            body: body.as_bytes(),
            visitor: Visitor::default(),
            links: "https://afterhours.example/s/seed",
            now: at,
        };
        let stored = desk::submit(sql, site, visit, &mut limiter, &mut |bytes| rng.fill(bytes));
        let stored = stored.map_err(|e| SqlError(format!("contact {i}: {e:?}")))?;
        // Most are answered by now: the queue would be full otherwise.
        if let Some(person) = people.get(rng.below(people.len().max(1) as u64) as usize)
            && i + 60 < count
        {
            let id = &stored.receipt.id;
            for (wish, later) in [(Act::Take, 20), (Act::Resolve, 45)] {
                let when = at + rng.below(later) as i64 * MINUTE;
                let done = act(sql, site, person, id, &wish, when);
                done.map_err(|e| SqlError(format!("contact {i}: {e:?}")))?;
            }
        }
    }
    Ok(())
}
