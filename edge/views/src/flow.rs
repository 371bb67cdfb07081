//! What the widget fetches on intent: the walk, and the markup of every step.

use std::collections::BTreeMap;

use serde::Serialize;
use shared::{api::FlowReply, markup::Element, questionnaire::Answers};

use crate::{Scene, ViewName, step::Drawing};

/// The flow with its steps, by the index of their items.
#[derive(Serialize)]
pub struct FlowWithSteps {
    #[serde(flatten)]
    reply: FlowReply,
    steps: BTreeMap<usize, Element>,
}

/// `GET /v1/sites/{site}/queues/{queue}/flow`: of the view `view`, which need not be the present
/// one, as a visitor may have begun before the queue closed or opened.
#[must_use]
pub fn flow_reply(scene: &Scene, view: ViewName) -> FlowWithSteps {
    let questionnaire = scene.questionnaire(view);
    let conversation = view == ViewName::Lightbot;
    let drawing = Drawing {
        scene,
        questionnaire: &questionnaire,
        conversation,
        // The widget hides it where there is none.
        back: true,
        given: &Answers::new(),
        errors: &[],
    };
    let items = questionnaire.texts.keys();
    let steps = items
        .filter_map(|item| Some((*item, drawing.step(*item)?)))
        .collect();
    FlowWithSteps {
        reply: FlowReply {
            flow: questionnaire.flow.clone(),
            conversation,
            speaker: scene.speaker().to_owned(),
            words: scene.words.for_widget(),
        },
        steps,
    }
}
