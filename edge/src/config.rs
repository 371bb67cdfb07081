//! What this installation is told from outside.

use shared::site::Permits;
use worker::Env;

/// Read once, when an object wakes.
pub(crate) struct Config {
    /// The origin under which the Worker is reached, without a slash at its end.
    pub public_origin: String,
    pub mail_from: String,
    /// Where emails go instead of to the binding: only in development.
    pub mail_capture: Option<String>,
    pub operator_token: Option<String>,
    pub permits: Permits,
}

impl Config {
    pub(crate) fn read(env: &Env) -> Self {
        let var = |name| env.var(name).ok().map(|value| value.to_string());
        let dev = var("AFTERHOURS_DEV").is_some_and(|value| value == "1");
        let origin = var("PUBLIC_ORIGIN").unwrap_or_default();
        let token = env
            .secret("OPERATOR_TOKEN")
            .ok()
            .map(|value| value.to_string());
        Self {
            public_origin: origin.trim_end_matches('/').to_owned(),
            mail_from: var("MAIL_FROM").unwrap_or_default(),
            mail_capture: var("MAIL_CAPTURE").filter(|_| dev),
            operator_token: token.filter(|token| !token.is_empty()),
            permits: Permits {
                local_webhooks: dev,
            },
        }
    }
}
