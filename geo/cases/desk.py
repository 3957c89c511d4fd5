"""The door to kept cases: whoever asks, reading and writing go through here, and what he may is checked here.

A private case is not there for readers: the sentence is the one of a case that was never kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from geo.access import Visitor, check_change
from geo.cases.findings import ALL, CHECKED, keep_found, load_found
from geo.cases.readings import changed_readings, correct_case, read_case
from geo.cases.store import NO_SUCH_CASE, CaseStore
from geo.cases.values import CaseHead, Correction, StoredCase, StoredDocument, StoredInput, Visibility
from geo.corrections import Applied, Difference, checked_only
from geo.errors import DeniedError, InputError, UnknownNameError
from geo.events import note
from geo.model import Claim
from geo.pipeline import Among
from geo.settings import Settings

DRAFTS_OFF = "this server keeps no texts of visitors; save the case as a file, or log in as an editor"

MOST_INPUTS = 500_000
"""Characters of what a visitor may keep beside a text."""
Differences = dict[str, tuple[Difference, ...]]


def seen_by(visitor: Visitor, settings: Settings) -> str:
    """How he sees claims: readers the checked ones alone, where the host says so."""
    return ALL if visitor.may_change or settings.public_claims == "all" else CHECKED


class CaseDesk:
    """A store as one visitor sees it. Errors as of CaseStore, and DeniedError for what he may not."""

    def __init__(self, store: CaseStore, visitor: Visitor, settings: Settings) -> None:
        self._store, self._visitor, self._settings = store, visitor, settings
        self._seen = seen_by(visitor, settings)

    # ------------------------------------------------------------ reading

    def load_case(self, identity: str) -> StoredCase:
        """All of a case. UnknownNameError where there is none that he may see."""
        case = self._store.load_case(identity)
        if case.head.visibility is Visibility.PRIVATE and not self._visitor.may_change:
            raise UnknownNameError(NO_SUCH_CASE)
        return case

    def list_cases(self) -> tuple[CaseHead, ...]:
        """The cases he may choose from: every one for those who may change them, else the public ones."""
        heads = self._store.list_cases()
        if self._visitor.may_change:
            return heads
        return tuple(head for head in heads if head.visibility is Visibility.PUBLIC)

    # ------------------------------------------------------------ writing

    def create_case(
        self,
        title: str = "",
        *,
        note: str = "",
        documents: Sequence[StoredDocument] = (),
        corrections: Sequence[Correction] = (),
        inputs: Sequence[StoredInput] = (),
    ) -> str:
        """A new case of his, or a draft of a visitor's where the host allows them; its id."""
        if not self._visitor.may_change:
            self._check_draft(documents)
            self._check_inputs(corrections, inputs)
        if self._store.count_cases() >= self._settings.max_kept_texts:
            most = self._settings.max_kept_texts
            raise InputError(f"{most:,} cases are kept here, which is the most; remove some")
        signed = [replace(one, by=self._visitor.name) for one in documents]
        by = self._visitor.name
        return self._store.create_case(
            title,
            note=note,
            documents=signed,
            corrections=[replace(one, by=by) for one in corrections],
            inputs=[replace(one, by=by) for one in inputs],
        )

    def add_documents(self, identity: str, documents: Iterable[StoredDocument]) -> tuple[bool, ...]:
        """For each document whether it is new to the case."""
        self._check_change()
        return self._store.add_documents(identity, [replace(one, by=self._visitor.name) for one in documents])

    def remove_document(self, identity: str, document_id: str) -> None:
        """Remove a document with its corrections."""
        self._check_change()
        self._store.remove_document(identity, document_id)

    def add_corrections(self, identity: str, corrections: Sequence[Correction]) -> None:
        """Add to the journal, signed with the visitor's name."""
        self._check_change()
        self._store.add_corrections(identity, [replace(one, by=self._visitor.name) for one in corrections])

    def put_inputs(self, identity: str, inputs: Sequence[StoredInput]) -> None:
        """Lists of places, lines: each in place of the one of its kind and name."""
        self._check_change()
        self._store.put_inputs(identity, [replace(one, by=self._visitor.name) for one in inputs])

    def changed_readings(self, case: StoredCase) -> Differences:
        """What this reader reads otherwise than the one before it; nothing for those who can't settle it."""
        if not self._visitor.may_change:
            return {}
        return changed_readings(self._store, case.head.id, read_case(self._store, case))

    def forget_earlier(self, identity: str) -> None:
        """Somebody has seen what the newer reader reads otherwise."""
        self._check_change()
        self._store.forget_earlier(identity)

    def read_case(self, case: StoredCase) -> dict[str, Applied]:
        """The claims of each document of a case, corrected; of them, those that he may see."""
        said = correct_case(case, self.machine_claims(case))
        return {document_id: self.shown(applied) for document_id, applied in said.items()}

    def machine_claims(self, case: StoredCase) -> dict[str, tuple[Claim, ...]]:
        """What the machine reads in each document, uncorrected: to be shown only through `shown`."""
        return read_case(self._store, case)

    def shown(self, applied: Applied) -> Applied:
        """What he may see of claims."""
        return applied if self._seen == ALL else checked_only(applied)

    def found(self, case: StoredCase) -> Among | None:
        """What is known to stand among the claims that he sees of the case, by this version."""
        return load_found(self._store, case, self._seen)

    def keep_found(self, case: StoredCase, found: Among) -> None:
        """Keep what was found among them: derived from what is there, it changes nothing."""
        keep_found(self._store, case, self._seen, found)

    def rename_case(self, identity: str, title: str, note: str) -> None:
        """Another title and note."""
        self._check_change()
        self._store.rename_case(identity, title, note)

    def show_case(self, identity: str, visibility: Visibility) -> None:
        """Another answer to who can open a case."""
        self._check_change()
        self._store.show_case(identity, visibility)

    def put_copies(self, cases: Sequence[StoredCase]) -> tuple[str, ...]:
        """All these cases, of a file, or none; their ids here."""
        self._check_change()
        return self._store.put_copies(cases)

    def delete_case(self, identity: str) -> None:
        """Remove a case and all in it."""
        self._check_change()
        self._store.delete_case(identity)

    def _check_change(self) -> None:
        try:
            check_change(self._visitor)
        except DeniedError:
            note("change_denied")
            raise
        note("change", role=self._visitor.role)

    def _check_inputs(self, corrections: Sequence[Correction], inputs: Sequence[StoredInput]) -> None:
        size = sum(len(json.dumps(one.becomes)) for one in corrections)
        size += sum(len(json.dumps(one.value)) for one in inputs)
        if size > MOST_INPUTS:
            raise DeniedError(
                f"the corrections and places of this text take {size:,} characters; visitors may keep "
                f"{MOST_INPUTS:,}; save the case as a file, or log in as an editor"
            )

    def _check_draft(self, documents: Sequence[StoredDocument]) -> None:
        """What a visitor who is no editor may keep: one text, where the host allows it, now and then."""
        if self._settings.keep_texts != "yes":
            raise DeniedError(DRAFTS_OFF)
        if len(documents) != 1:
            raise DeniedError("visitors can keep one text at a time; log in as an editor to keep a case")
        longest = self._settings.max_text_chars
        if len(documents[0].document.text) > longest:
            raise InputError(f"the text is longer than {longest:,} characters, the most that are kept")
        if self._store.count_cases(since=datetime.now(UTC) - timedelta(hours=1)) >= self._most_drafts():
            raise DeniedError(
                f"{self._most_drafts():,} texts were kept here within an hour, which is the most; try later"
            )

    def _most_drafts(self) -> int:
        return self._settings.max_drafts_per_hour
