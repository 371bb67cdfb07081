//! The tag in what sites are made with.

use leptos::prelude::*;

use super::{
    snippet::snippet,
    tag::{Tag, host},
};

/// A way to put the tag in: its name, what to do, and the code.
struct Guide {
    name: &'static str,
    hint: &'static str,
    code: fn(&Tag) -> String,
}

const GUIDES: [Guide; 6] = [
    Guide {
        name: "HTML",
        hint: "Before the end of the body, or in the head: the script waits for neither.",
        code: |tag| format!("{}\n{}", tag.html(), tag.noscript()),
    },
    Guide {
        name: "Tag managers",
        hint: "In Google Tag Manager: a new tag of the type Custom HTML, triggered on all pages. Tag managers drop the attributes of a script, so the address says it all.",
        code: |tag| {
            let address = tag.address().replace('&', "&amp;");
            format!("<script async src=\"{address}\"></script>")
        },
    },
    Guide {
        name: "WordPress",
        hint: "At the end of functions.php of your theme, or in a plugin for code snippets. WordPress 6.3 or newer.",
        code: wordpress,
    },
    Guide {
        name: "npm",
        hint: "For sites with a build of their own. It has no dependencies, and types.",
        code: |tag| {
            format!(
                "// npm install @afterhours/widget\nimport {{ afterhours, load }} from '@afterhours/widget';\n\nawait load({});\nafterhours('open');",
                object(tag, "")
            )
        },
    },
    Guide {
        name: "React",
        hint: "Render it once, next to your routes.",
        code: react,
    },
    Guide {
        name: "Vue",
        hint: "Use it in main.js: createApp(App).use(chat).mount('#app').",
        code: vue,
    },
];

/// A tab for each of them.
pub fn guides(tag: RwSignal<Tag>) -> AnyView {
    let shown = RwSignal::new(0_usize);
    let tab = move |(i, guide): (usize, &Guide)| {
        let name = guide.name;
        let is_shown = move || (shown.get() == i).to_string();
        view! {
            <button type="button" aria-pressed=is_shown on:click=move |_| shown.set(i)>
                {name}
            </button>
        }
    };
    let code = Signal::derive(move || tag.with(GUIDES[shown.get()].code));
    view! {
        <div class="tabs" role="group" aria-label="What your site is made with">
            {GUIDES.iter().enumerate().map(tab).collect_view()}
        </div>
        <p>{move || GUIDES[shown.get()].hint}</p>
        {snippet("the code", code)}
    }
    .into_any()
}

fn wordpress(tag: &Tag) -> String {
    let address = quoted(&tag.address());
    format!(
        "add_action('wp_enqueue_scripts', function () {{
    wp_enqueue_script('afterhours', {address}, [], null, ['strategy' => 'async']);
}});"
    )
}

fn react(tag: &Tag) -> String {
    let options = object(tag, "    ");
    format!(
        "import {{ useEffect }} from 'react';
import {{ afterhours, load }} from '@afterhours/widget';

export function Chat() {{
  useEffect(() => {{
    load({options}).catch(console.error);
    return () => afterhours('destroy');
  }}, []);
  return null;
}}"
    )
}

fn vue(tag: &Tag) -> String {
    let options = object(tag, "    ");
    format!(
        "import {{ load }} from '@afterhours/widget';

export const chat = {{
  install() {{
    load({options}).catch(console.error);
  }},
}};"
    )
}

/// What the tag says, as a JavaScript object within lines that begin with `indent`.
fn object(tag: &Tag, indent: &str) -> String {
    let mut members = vec![format!("host: {}", quoted(&host()))];
    let said = tag.pairs();
    members.extend(
        said.iter()
            .map(|(name, value)| format!("{name}: {}", quoted(value))),
    );
    if tag.open {
        members.push("open: true".to_owned());
    }
    let lines: String = members
        .iter()
        .map(|member| format!("\n{indent}  {member},"))
        .collect();
    format!("{{{lines}\n{indent}}}")
}

/// As a string of JavaScript, or of PHP.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}
