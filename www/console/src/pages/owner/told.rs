//! What is said to an owner whose change was not made.

use shared::api::settings::Settings;

use crate::{
    editor::Editor,
    http::{self, Trouble},
};

const MEANWHILE: &str = "Another owner has changed this meanwhile. What you see is as it stands now, and what you \
     typed is still here: look at both, then save again.";
const OFTEN: &str = "That was often enough for now. Wait a minute, then try again.";

/// Why it was not made.
pub fn told(trouble: &Trouble) -> String {
    match (trouble.status, trouble.code.as_str()) {
        (_, "changed_meanwhile") => MEANWHILE.to_owned(),
        (429, _) => OFTEN.to_owned(),
        _ if trouble.errors.is_empty() => trouble.title.clone(),
        _ => {
            let messages = trouble.errors.iter().map(|error| error.message.as_str());
            messages.collect::<Vec<_>>().join(" ")
        }
    }
}

/// Shows the settings as they stand now, where somebody else was faster.
pub async fn catch_up(editor: Editor, trouble: &Trouble) {
    if trouble.code != "changed_meanwhile" {
        return;
    }
    if let Ok(settings) = http::get::<Settings>("settings").await {
        editor.take(settings);
    }
}
