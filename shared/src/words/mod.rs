//! What the product says by itself, by language. A language is one value of [`Lexicon`], so that
//! the compiler checks that none lacks a word.

mod ar;
mod da;
mod de;
mod en;
mod es;
mod et;
mod fi;
mod fr;
mod he;
mod it;
mod ja;
mod nb;
mod nl;
mod pl;
mod pt;
mod ru;
mod sv;

use crate::{api::Words, contact::MissedReason, questionnaire::AnswerFault};

/// All words of one language.
#[derive(Debug)]
pub struct Lexicon {
    /// BCP 47 tag.
    pub lang: &'static str,
    /// Writing direction, `ltr` or `rtl`.
    pub dir: &'static str,

    pub leave_message: &'static str,
    pub ask: &'static str,
    pub we_are_closed: &'static str,
    pub chat_with_us: &'static str,
    pub close: &'static str,
    pub closed_now: &'static str,
    pub open_now: &'static str,
    /// `{}` is a day and a time.
    pub opens: &'static str,
    pub default_message: &'static str,
    pub default_online: &'static str,
    pub default_form: &'static str,
    pub hours: &'static str,
    pub hours_in_zone: &'static str,
    pub day_closed: &'static str,
    pub around_the_clock: &'static str,
    pub today: &'static str,
    pub tomorrow: &'static str,
    /// Monday first.
    pub weekdays: [&'static str; 7],
    pub other_ways: &'static str,
    pub next: &'static str,
    pub back: &'static str,
    pub send: &'static str,
    pub required_mark: &'static str,
    pub choose: &'static str,
    pub your_name: &'static str,
    pub your_email: &'static str,
    pub your_message: &'static str,

    pub required: &'static str,
    pub pattern: &'static str,
    pub not_an_option: &'static str,
    pub too_long: &'static str,
    pub unknown_field: &'static str,
    pub off_path: &'static str,
    pub leads_nowhere: &'static str,
    pub wrong_type: &'static str,

    pub check_answers: &'static str,
    pub sending: &'static str,
    pub not_sent: &'static str,
    pub try_again: &'static str,
    pub too_many: &'static str,
    pub thanks: &'static str,
    pub receipt: &'static str,
    /// `{}` is a date and a time.
    pub reply_by: &'static str,
    pub writing: &'static str,
    /// Who speaks, before the visitor's own words.
    pub you: &'static str,
    pub ended: &'static str,
    pub start_over: &'static str,

    /// Ninchat's five fixed options, from disagreement to agreement.
    pub likert: [&'static str; 5],

    pub offline_kept: &'static str,
    /// `{}` is how many messages wait in the browser to be sent, by CLDR's plural categories.
    pub waiting: &'static [(&'static str, &'static str)],
    pub sent_now: &'static str,
    pub cannot_keep: &'static str,
    pub copy: &'static str,
    pub copied: &'static str,
    pub another: &'static str,

    pub follow: &'static str,
    pub private_link: &'static str,
    pub link_gone: &'static str,
    pub your_message_title: &'static str,
    pub status_received: &'static str,
    pub status_assigned: &'static str,
    pub status_resolved: &'static str,
    pub status_missed: &'static str,
    pub status_withdrawn: &'static str,
    pub add_detail: &'static str,
    pub detail_added: &'static str,
    pub withdraw: &'static str,
    pub withdraw_why: &'static str,
    pub erase: &'static str,
    pub erase_why: &'static str,
    pub erased: &'static str,
    pub cancel: &'static str,

    pub unreachable: &'static str,
    pub open_page: &'static str,

    pub missed_disabled: &'static str,
    pub missed_limit: &'static str,

    /// `{}` is the queue's name.
    pub mail_subject: &'static str,
    pub mail_text: &'static str,
    pub mail_link: &'static str,
    pub mail_why: &'static str,
}

/// All languages that the product speaks.
pub const LEXICONS: [&Lexicon; 17] = [
    &en::EN,
    &fi::FI,
    &ar::AR,
    &da::DA,
    &de::DE,
    &es::ES,
    &et::ET,
    &fr::FR,
    &he::HE,
    &it::IT,
    &ja::JA,
    &nb::NB,
    &nl::NL,
    &pl::PL,
    &pt::PT,
    &ru::RU,
    &sv::SV,
];

/// The words of `lang`, of its main language, or English.
#[must_use]
pub fn lexicon(lang: &str) -> &'static Lexicon {
    let main = crate::text::main_language(lang);
    let known = |tag: &str| {
        LEXICONS
            .into_iter()
            .find(|l| l.lang.eq_ignore_ascii_case(tag))
    };
    known(lang).or_else(|| known(main)).unwrap_or(&en::EN)
}

impl Lexicon {
    /// What is wrong with an answer, for the one who gave it.
    #[must_use]
    pub fn fault(&self, fault: AnswerFault) -> &'static str {
        match fault {
            AnswerFault::Required => self.required,
            AnswerFault::Pattern => self.pattern,
            AnswerFault::NotAnOption => self.not_an_option,
            AnswerFault::TooLong => self.too_long,
            AnswerFault::Unknown => self.unknown_field,
            AnswerFault::OffPath => self.off_path,
            AnswerFault::LeadsNowhere => self.leads_nowhere,
        }
    }

    /// Why nobody will answer, said plainly.
    #[must_use]
    pub fn missed(&self, reason: MissedReason) -> &'static str {
        match reason {
            MissedReason::OfflineDisabled | MissedReason::QueueDisabled => self.missed_disabled,
            MissedReason::LimitReached => self.missed_limit,
            MissedReason::Stranded => self.status_missed,
        }
    }

    /// What the widget needs once it is alive.
    #[must_use]
    pub fn for_widget(&self) -> Words {
        let faults = [
            AnswerFault::Required,
            AnswerFault::Pattern,
            AnswerFault::NotAnOption,
            AnswerFault::TooLong,
        ];
        let fault = |fault: AnswerFault| (fault.code().to_owned(), self.fault(fault).to_owned());
        Words {
            faults: faults.into_iter().map(fault).collect(),
            check_answers: self.check_answers.to_owned(),
            sending: self.sending.to_owned(),
            offline_kept: self.offline_kept.to_owned(),
            waiting: self
                .waiting
                .iter()
                .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
                .collect(),
            sent_now: self.sent_now.to_owned(),
            cannot_keep: self.cannot_keep.to_owned(),
            copy: self.copy.to_owned(),
            copied: self.copied.to_owned(),
            another: self.another.to_owned(),
            follow: self.follow.to_owned(),
            not_sent: self.not_sent.to_owned(),
            try_again: self.try_again.to_owned(),
            too_many: self.too_many.to_owned(),
            thanks: self.thanks.to_owned(),
            receipt: self.receipt.to_owned(),
            reply_by: self.reply_by.to_owned(),
            writing: self.writing.to_owned(),
            ended: self.ended.to_owned(),
            start_over: self.start_over.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_its_places_to_fill_in() {
        for words in LEXICONS {
            let filled = [
                words.opens,
                words.hours_in_zone,
                words.reply_by,
                words.mail_subject,
                words.mail_text,
            ];
            let waiting = words.waiting.iter().map(|(_, text)| *text);
            for text in filled.into_iter().chain(waiting) {
                assert_eq!(text.matches("{}").count(), 1, "{}: {text}", words.lang);
            }
            assert!(
                words
                    .waiting
                    .iter()
                    .any(|(category, _)| *category == "other")
            );
        }
        assert_eq!(lexicon("nn-NO").lang, "nb");
        assert_eq!(lexicon("pt-BR").lang, "pt");
        assert_eq!(lexicon("tlh").lang, "en");
    }
}
