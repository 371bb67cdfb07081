//! Where one is signed in.

use leptos::{html::H2, prelude::*, task::spawn_local};
use shared::api::console::SessionLine;

use crate::{
    http,
    load::{Load, shown},
    time,
};

type Heading = NodeRef<H2>;

pub fn sessions() -> AnyView {
    let lines = Load::<Vec<SessionLine>>::idle();
    let (heading, said) = (Heading::new(), RwSignal::new(""));
    let end = Callback::new(move |path: String| {
        spawn_local(async move { sign_out(&path, lines, heading, said).await });
    });
    lines.ask("sessions".to_owned());
    view! {
        <section class="card sessions">
            <h2 tabindex="-1" node_ref=heading>"Where you are signed in"</h2>
            <p class="hint" role="status">{move || said.get()}</p>
            {shown(lines, move |lines| list(lines, end))}
        </section>
    }
    .into_any()
}

async fn sign_out(
    path: &str,
    lines: Load<Vec<SessionLine>>,
    heading: Heading,
    said: RwSignal<&'static str>,
) {
    said.set("");
    if let Err(trouble) = http::send::<_, ()>("DELETE", path, &()).await {
        return lines.trouble.set(Some(trouble));
    }
    said.set("Signed out there.");
    // The button goes with its line.
    if let Some(heading) = heading.try_get_untracked().flatten() {
        let _ = heading.focus();
    }
    lines.ask("sessions".to_owned());
}

fn list(lines: &[SessionLine], end: Callback<String>) -> AnyView {
    let others = lines.iter().filter(|line| !line.current).count();
    let rows = lines.iter().map(|line| row(line, end)).collect_view();
    let all = (others > 0).then(|| {
        let press = move |_| end.run("sessions".to_owned());
        view! {
            <button type="button" class="quiet-btn" on:click=press>
                "Sign out everywhere else"
            </button>
        }
    });
    view! {
        <ul class="session-lines">{rows}</ul>
        {all}
    }
    .into_any()
}

fn row(line: &SessionLine, end: Callback<String>) -> AnyView {
    let (path, device) = (format!("sessions/{}", line.id), line.device.clone());
    let button = (!line.current).then(|| {
        let name = format!("Sign out of {device}");
        let press = move |_| end.run(path.clone());
        view! {
            <button type="button" class="quiet-btn" aria-label=name on:click=press>
                "Sign out"
            </button>
        }
    });
    let used = if line.current {
        "This is where you are now".to_owned()
    } else {
        format!("Last used {}", time::ago(&line.seen_at))
    };
    let since = format!("Signed in {}", time::moment(&line.created_at));
    view! {
        <li>
            <span>
                <strong>{device}</strong>
                <small>{used}</small>
                <small>{since}</small>
            </span>
            {button}
        </li>
    }
    .into_any()
}
