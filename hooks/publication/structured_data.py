"""JSON-LD after schema.org: what the page is about, and who reviewed it, if anybody did.

Only a page in the state `reviewed` names a reviewer and `lastReviewed`, offers its questions with their
answers, or names possible treatments.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from markupsafe import Markup

from hooks.languages import ENGLISH, Language
from hooks.pages.front_matter import Audience, Kind
from hooks.project import Condition, Page, Project
from hooks.publication.words import Words
from hooks.review.records import Reviewer
from hooks.review.states import ReviewState
from hooks.translation.text import normalise, said

_AUDIENCES = {
    Audience.PATIENTS: "Patient",
    Audience.CARERS: "Caregiver",
    Audience.CLINICIANS: "Clinician",
    Audience.EVERYONE: "Patient",
}


def page(
    project: Project,
    page: Page,
    language: Language,
    url: str,
    english_url: str,
    breadcrumb: Sequence[tuple[str, str]] = (),
) -> Markup:
    """The JSON-LD of a page, safe inside a script element. `breadcrumb` holds names and addresses."""
    words = Words(project, language)
    title, _ = words.title(page)
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "url": url,
        "name": title,
        "description": "" if page.meta.withdrawn else words.description(page),
        "inLanguage": language.tag,
        "audience": {
            "@type": "MedicalAudience",
            "audienceType": _AUDIENCES[page.meta.audience],
        },
        "dateModified": page.meta.text_changed.isoformat(),
        "license": project.settings.text_licence.url,
        "publisher": {"@type": "Organization", "name": project.settings.organization},
        "about": [_condition(project.conditions[name], words) for name in page.meta.about],
        "citation": [
            source.address
            for source in (project.bibliography[key] for key in page.source_numbers)
            if source.address
        ],
    }
    data["isBasedOn"] = data["citation"]
    if breadcrumb:
        data["breadcrumb"] = {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": position, "name": name, "item": address}
                for position, (name, address) in enumerate(breadcrumb, start=1)
            ],
        }
    if language != ENGLISH:
        data["translationOfWork"] = {"@type": "MedicalWebPage", "@id": english_url}
    status = project.review(page, language)
    if status.state is ReviewState.REVIEWED:
        data["lastReviewed"] = max(record.on for record in status.people).isoformat()
        data["reviewedBy"] = [_person(project.reviewers[record.by]) for record in status.people]
        if page.meta.kind is Kind.QUESTIONS:
            data["@type"] = ["MedicalWebPage", "FAQPage"]
            data["mainEntity"] = [_question(*pair) for pair in _answers(project, page, language)]
        if page.meta.kind is Kind.TREATMENT:
            for about, name in zip(data["about"], page.meta.about, strict=True):
                _name(
                    about, "possibleTreatment", "MedicalTherapy", project.conditions[name].treatments, words
                )
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def _person(reviewer: Reviewer) -> dict[str, Any]:
    return {
        "@type": "Person",
        "name": reviewer.name,
        "honorificSuffix": reviewer.credentials,
        "jobTitle": reviewer.profession,
        "url": reviewer.profile,
    }


def _answers(project: Project, page: Page, language: Language) -> Iterator[tuple[str, str]]:
    """Each question of a page with its answer, in this language; those that fell back are left out."""
    texts: list[str | None] = [message.id for message in page.messages[page.text_starts :]]
    if language != ENGLISH:
        outcomes = project.translations[language.code].of_page(page)[page.text_starts :]
        texts = [outcome.text if outcome.shown else None for outcome in outcomes]
    sections: list[list[str | None]] = []
    for item, text in zip(page.parsed.messages, texts, strict=True):
        if item.role == "h2":
            sections.append([])
        if sections and item.message != normalise(page.meta.next_step):
            sections[-1].append(text)
    for question, *answer in sections:
        texts_said = [said(text) for text in answer if text]
        if question and len(texts_said) == len(answer):
            yield said(question), " ".join(texts_said)


def _question(question: str, answer: str) -> dict[str, Any]:
    return {
        "@type": "Question",
        "name": question,
        "acceptedAnswer": {"@type": "Answer", "text": answer},
    }


def _name(data: dict[str, Any], key: str, kind: str, names: Sequence[str], words: Words) -> None:
    """Add named things to a condition, if there are any."""
    if names:
        data[key] = [{"@type": kind, "name": words.plain(name)} for name in names]


def _condition(condition: Condition, words: Words) -> dict[str, Any]:
    data: dict[str, Any] = {
        "@type": "MedicalCondition",
        "name": words.plain(condition.name),
        "alternateName": [words.plain(name) for name in condition.alternate_names],
        "code": [
            {"@type": "MedicalCode", "codeValue": code.code, "codingSystem": code.system}
            for code in condition.codes
        ],
    }
    _name(data, "signOrSymptom", "MedicalSignOrSymptom", condition.signs, words)
    _name(data, "typicalTest", "MedicalTest", condition.tests, words)
    return data
