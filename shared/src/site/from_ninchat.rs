//! A whole Ninchat site configuration as a `site.json`, with what has no place there.
//!
//! Source: `spec/ninchat-formats.md`, "Site configuration", and Ninchat's public Android client:
//! later environments take the place of earlier ones, value by value.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::is_key;
use crate::{
    remark::Remark,
    text::{is_language, to_markdown, to_plain},
};

/// The environment that is always there.
const DEFAULT: &str = "default";

/// What has a place in `site.json`.
const MAPPED: [&str; 14] = [
    "audienceAutoQueue",
    "audienceQueues",
    "audienceRegisteredClosedText",
    "audienceRegisteredText",
    "language",
    "motd",
    "name",
    "noQueuesText",
    "preAudienceQuestionnaire",
    "preAudienceQuestionnaireStyle",
    "questionnaireAvatar",
    "questionnaireName",
    "translations",
    "welcome",
];

/// What came of an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FromNinchat {
    /// A `site.json`, to be looked through and saved.
    pub site: Value,
    pub remarks: Vec<Remark>,
}

/// Maps a Ninchat site configuration.
///
/// # Errors
/// It is none: a plain sentence.
pub fn from_ninchat(config: &Value) -> Result<FromNinchat, String> {
    let root = config
        .as_object()
        .ok_or("A site configuration is an object.")?;
    if !root.get(DEFAULT).is_some_and(Value::is_object) {
        return Err("A site configuration has an object \"default\".".to_owned());
    }
    let mut import = Import {
        root,
        langs: Vec::new(),
        remarks: Vec::new(),
    };
    import.languages();
    let site = import.site();
    import.left_over();
    let remarks = import.remarks;
    Ok(FromNinchat { site, remarks })
}

struct Import<'a> {
    root: &'a Map<String, Value>,
    /// Language and environment; the first is the default environment's.
    langs: Vec<(String, &'a str)>,
    remarks: Vec<Remark>,
}

impl<'a> Import<'a> {
    fn say(&mut self, about: impl Into<String>, message: impl Into<String>) {
        self.remarks.push(Remark::new(about, message));
    }

    fn environment(&self, name: &str) -> Option<&'a Map<String, Value>> {
        self.root.get(name)?.as_object()
    }

    /// Environments that are named for a language are translations.
    fn languages(&mut self) {
        let own = self.text_in(DEFAULT, "language");
        let own = own
            .filter(|tag| is_language(tag))
            .unwrap_or("en")
            .to_owned();
        self.langs.push((own.clone(), DEFAULT));
        for (name, value) in self.root {
            if name == DEFAULT || !value.is_object() {
                continue;
            }
            if !is_language(name) {
                self.say(
                    name,
                    "This environment is not named for a language: not taken over.",
                );
            } else if *name == own {
                // What it says beats the default's in the same language.
                self.langs.insert(0, (own.clone(), name));
            } else {
                self.langs.push((name.clone(), name));
            }
        }
    }

    fn text_in(&self, environment: &str, key: &str) -> Option<&'a str> {
        let text = self.environment(environment)?.get(key)?.as_str()?;
        // As Ninchat's clients read "nothing".
        (!["", "null", "false"].contains(&text)).then_some(text)
    }

    /// The tags of the site, each once.
    fn tags(&self) -> Vec<&str> {
        let mut tags: Vec<&str> = Vec::new();
        for (tag, _) in &self.langs {
            if !tags.contains(&tag.as_str()) {
                tags.push(tag);
            }
        }
        tags
    }

    /// A text in every language that has it, put through `convert`.
    fn text(&self, key: &str, convert: fn(&str) -> String) -> Option<Value> {
        let mut by_lang = Map::new();
        for (tag, environment) in &self.langs {
            if let Some(text) = self.text_in(environment, key) {
                by_lang
                    .entry(tag.clone())
                    .or_insert_with(|| convert(text).into());
            }
        }
        in_langs(by_lang, self.tags().len())
    }

    fn site(&mut self) -> Value {
        let closed = self.closed();
        let mut queues = Map::new();
        for key in self.queues(&closed) {
            queues.insert(key, json!({ "closed": closed }));
        }
        queues.insert(DEFAULT.to_owned(), json!({ "closed": closed }));
        let mut site = json!({ "langs": self.tags(), "origins": [], "queues": queues });
        let name = self.text_in(DEFAULT, "name");
        let name = name.or_else(|| self.root.get("description")?.as_str());
        if let Some(name) = name.filter(|name| !name.trim().is_empty()) {
            site["name"] = name.chars().take(200).collect::<String>().into();
        }
        self.say("queues", "Opening hours, names and people of the queues are not part of a site configuration: they are set by themselves.");
        self.say("origins", "Where the widget may be embedded is not part of a site configuration: name the origins.");
        site
    }

    /// The keys of all queues that are named.
    fn queues(&mut self, closed: &Value) -> BTreeSet<String> {
        let mut named = BTreeSet::new();
        for (_, environment) in self.langs.clone() {
            let of_it = self.environment(environment);
            let list = of_it.and_then(|e| e.get("audienceQueues")?.as_array());
            let auto = self.text_in(environment, "audienceAutoQueue");
            let listed = list.into_iter().flatten().filter_map(Value::as_str);
            named.extend(listed.chain(auto).map(str::to_owned));
        }
        let chosen = queue_ids(closed);
        for id in chosen.difference(&named) {
            self.remarks.push(Remark::new(
                id,
                "A question leads to this queue, which is not among audienceQueues: it is created.",
            ));
        }
        named.extend(chosen);
        let (keys, others): (BTreeSet<_>, BTreeSet<_>) = named.into_iter().partition(|k| is_key(k));
        for id in others {
            self.say(
                id,
                "This can be no queue's key here: the queue is not created.",
            );
        }
        keys
    }

    fn closed(&mut self) -> Value {
        let mut closed = json!({ "view": "message" });
        if let Some((key, message)) = self.message() {
            closed["message"] = message;
            for other in ["noQueuesText", "motd", "welcome"] {
                if other != key && self.text(other, to_plain).is_some() {
                    self.say(
                        other,
                        format!("There is one message to a closed queue: {key} was taken."),
                    );
                }
            }
        }
        let Some(questionnaire) = self.questionnaire() else {
            return closed;
        };
        let style = self.text_in(DEFAULT, "preAudienceQuestionnaireStyle");
        let view = match style {
            Some("conversation") => "lightbot",
            _ => "form",
        };
        let mut asks = json!({ "questionnaire": questionnaire });
        for (theirs, ours) in [
            ("audienceRegisteredText", "registered"),
            ("audienceRegisteredClosedText", "registered_closed"),
        ] {
            if let Some(text) = self.text(theirs, to_plain) {
                asks[ours] = text;
            }
        }
        if view == "lightbot" {
            if let Some(name) = self.text("questionnaireName", str::to_owned) {
                asks["name"] = name;
            }
            self.avatar(&mut asks);
        }
        closed["view"] = view.into();
        closed[view] = asks;
        closed
    }

    fn avatar(&mut self, asks: &mut Value) {
        let Some(avatar) = self.text_in(DEFAULT, "questionnaireAvatar") else {
            return;
        };
        if avatar.starts_with("https://") || avatar.starts_with("http://") {
            asks["avatar"] = avatar.into();
        } else {
            self.say(
                "questionnaireAvatar",
                "This is no address of a picture: not taken over.",
            );
        }
    }

    /// The offline message, or else what greets visitors, and where it was found.
    fn message(&self) -> Option<(&'static str, Value)> {
        let keys = ["noQueuesText", "motd", "welcome"];
        let found = |key| Some((key, self.text(key, to_markdown)?));
        keys.into_iter().find_map(found)
    }

    /// The questions, with the texts of every environment that asks the same ones.
    fn questionnaire(&mut self) -> Option<Value> {
        const KEY: &str = "preAudienceQuestionnaire";
        let own = |import: &Self, environment: &str| {
            let found = import.environment(environment)?.get(KEY)?;
            found.is_array().then(|| found.clone())
        };
        let usual = own(self, DEFAULT).or_else(|| {
            let mut all = self.langs.iter();
            all.find_map(|(_, environment)| own(self, environment))
        })?;
        let mut versions = Vec::new();
        for (tag, environment) in self.langs.clone() {
            if versions.iter().any(|(known, _)| *known == tag) {
                continue;
            }
            let mut version = own(self, environment).unwrap_or_else(|| usual.clone());
            if !same_questions(&version, &usual) {
                self.say(
                    format!("{environment}/{KEY}"),
                    "It asks other questions than the default one: not taken over.",
                );
                version = usual.clone();
            }
            self.translate(&mut version, environment);
            versions.push((tag, version));
        }
        Some(merged(&versions))
    }

    /// Ninchat's clients look every label up among the translations.
    fn translate(&self, version: &mut Value, environment: &str) {
        each_text(version, &mut |text| {
            let in_env = |name| {
                self.environment(name)?
                    .get("translations")?
                    .get(&*text)?
                    .as_str()
            };
            if let Some(found) = in_env(environment).or_else(|| in_env(DEFAULT)) {
                *text = found.to_owned();
            }
        });
    }

    /// Everything that was not looked at.
    fn left_over(&mut self) {
        for (name, value) in self.root {
            let Some(environment) = value.as_object() else {
                if name != "description" {
                    self.remarks
                        .push(Remark::new(name, "Not known: not taken over."));
                }
                continue;
            };
            for key in environment
                .keys()
                .filter(|key| !MAPPED.contains(&key.as_str()))
            {
                let message = match key.as_str() {
                    "postAudienceQuestionnaire" => "Questions after a chat: there is no chat here.",
                    _ => "Has no place here: not taken over.",
                };
                self.remarks
                    .push(Remark::new(format!("{name}/{key}"), message));
            }
        }
    }
}

/// The text itself where there is one language, or all languages say the same in a site of one.
fn in_langs(mut by_lang: Map<String, Value>, langs: usize) -> Option<Value> {
    match by_lang.len() {
        0 => None,
        1 if langs == 1 => by_lang.values_mut().next().map(Value::take),
        _ => Some(Value::Object(by_lang)),
    }
}

/// The queues that logic leads to.
fn queue_ids(value: &Value) -> BTreeSet<String> {
    match value {
        Value::Array(items) => items.iter().flat_map(queue_ids).collect(),
        Value::Object(map) => {
            let own = map
                .get("queueId")
                .and_then(Value::as_str)
                .map(str::to_owned);
            map.values().flat_map(queue_ids).chain(own).collect()
        }
        _ => BTreeSet::new(),
    }
}

/// Calls `each` with every text that visitors see.
fn each_text(value: &mut Value, each: &mut dyn FnMut(&mut String)) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| each_text(item, each)),
        Value::Object(map) => {
            for (key, value) in map {
                match value {
                    Value::String(text) if is_text(key) => each(text),
                    Value::Array(_) | Value::Object(_) => each_text(value, each),
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

/// Members that visitors see, whatever object they stand in.
fn is_text(key: &str) -> bool {
    ["label", "back", "next"].contains(&key)
}

/// Whether two questionnaires differ in their texts alone.
fn same_questions(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Array(one), Value::Array(other)) => {
            let mut pairs = one.iter().zip(other);
            one.len() == other.len() && pairs.all(|(a, b)| same_questions(a, b))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(key, a)| {
                    let texts = |b: &Value| is_text(key) && a.is_string() && b.is_string();
                    other
                        .get(key)
                        .is_some_and(|b| texts(b) || same_questions(a, b))
                })
        }
        _ => one == other,
    }
}

/// One questionnaire out of versions that differ in their texts alone.
fn merged(versions: &[(String, Value)]) -> Value {
    let inner = |part: &dyn Fn(&Value) -> Value| {
        let of = |(tag, value): &(String, Value)| (tag.clone(), part(value));
        versions.iter().map(of).collect::<Vec<_>>()
    };
    match &versions[0].1 {
        Value::Array(items) => {
            let item = |i: usize| merged(&inner(&|v| v[i].clone()));
            Value::Array((0..items.len()).map(item).collect())
        }
        Value::Object(map) => {
            let member = |(key, value): (&String, &Value)| {
                let parts = inner(&|v| v[key.as_str()].clone());
                let differ = parts.iter().any(|(_, part)| part != value);
                let merged = match value.is_string() && differ {
                    true => Value::Object(parts.into_iter().collect()),
                    false => merged(&parts),
                };
                (key.clone(), merged)
            };
            Value::Object(map.iter().map(member).collect())
        }
        plain => plain.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::{Permits, Site};

    fn config() -> Value {
        let asks = |label: &str, no: &str| {
            json!([
                { "element": "radio", "name": "topic", "label": label, "options": [{ "label": "Yes", "value": "y" }, { "label": no, "value": "n" }],
                  "redirects": [{ "pattern": "n", "target": "_close" }] },
                { "name": "L", "logic": { "target": "_register", "queueId": "abc123" } }
            ])
        };
        json!({
            "description": "Acme",
            "default": {
                "noQueuesText": "<p>We are <b>closed</b>.</p>", "welcome": "Hi", "userName": "Guest",
                "audienceQueues": ["q1", "Not A Key"], "audienceAutoQueue": "q1",
                "audienceRegisteredText": "<p>Thanks!</p>", "audienceRegisteredClosedText": "Later.",
                "preAudienceQuestionnaire": asks("Question?", "No"), "preAudienceQuestionnaireStyle": "conversation",
                "questionnaireName": "Bot", "questionnaireAvatar": "https://acme.example/bot.png",
                "translations": { "Yes": "Yeah" }, "postAudienceQuestionnaire": []
            },
            "fi": { "noQueuesText": "Suljettu", "preAudienceQuestionnaire": asks("Kysymys?", "Ei"), "translations": { "Yes": "Kyllä" } },
            "sv": { "preAudienceQuestionnaire": [] },
            "mobile": { "welcome": "x" }
        })
    }

    #[test]
    fn a_configuration_becomes_a_site_that_can_be_saved() {
        let read = from_ninchat(&config()).unwrap();
        let permits = Permits {
            local_webhooks: false,
        };
        let site = Site::read(&read.site, permits).unwrap();
        assert_eq!(site.langs, ["en", "fi", "sv"]);
        assert_eq!(
            site.queues.keys().collect::<Vec<_>>(),
            ["abc123", "default", "q1"]
        );
        let closed = &read.site["queues"]["q1"]["closed"];
        assert_eq!(closed["view"], "lightbot");
        assert_eq!(
            closed["message"],
            json!({ "en": "We are **closed**.", "fi": "Suljettu" })
        );
        let bot = &closed["lightbot"];
        assert_eq!(bot["registered"], json!({ "en": "Thanks!" }));
        let first = &bot["questionnaire"][0];
        assert_eq!(
            first["label"],
            json!({ "en": "Question?", "fi": "Kysymys?", "sv": "Question?" })
        );
        assert_eq!(
            first["options"][0]["label"],
            json!({ "en": "Yeah", "fi": "Kyllä", "sv": "Yeah" })
        );
        assert_eq!(first["options"][1]["value"], "n");
    }

    #[test]
    fn what_has_no_place_is_told() {
        let remarks = from_ninchat(&config()).unwrap().remarks;
        let about: Vec<_> = remarks.iter().map(|r| r.about.as_str()).collect();
        for expected in [
            "mobile",
            "welcome",
            "sv/preAudienceQuestionnaire",
            "default/userName",
            "default/postAudienceQuestionnaire",
            "Not A Key",
            "abc123",
            "queues",
        ] {
            assert!(about.contains(&expected), "{expected} in {about:?}");
        }
        assert!(from_ninchat(&json!([])).is_err() && from_ninchat(&json!({})).is_err());
    }
}
