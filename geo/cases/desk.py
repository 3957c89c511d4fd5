"""The door to kept cases: whoever asks, reading and writing go through here, and what he may is checked here.

A private case is not there for readers: the sentence is the one of a case that was never kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from geo.access import Visitor, check_change
from geo.cases.store import NO_SUCH_CASE, CaseStore
from geo.cases.values import CaseHead, Correction, StoredCase, StoredDocument, Visibility
from geo.errors import DeniedError, InputError, UnknownNameError
from geo.events import note
from geo.settings import Settings

DRAFTS_OFF = "this server keeps no texts of visitors; save the case as a file, or log in as an editor"


class CaseDesk:
    """A store as one visitor sees it. Errors as of CaseStore, and DeniedError for what he may not."""

    def __init__(self, store: CaseStore, visitor: Visitor, settings: Settings) -> None:
        self._store, self._visitor, self._settings = store, visitor, settings

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
        self, title: str = "", *, note: str = "", documents: Sequence[StoredDocument] = ()
    ) -> str:
        """A new case of his, or a draft of a visitor's where the host allows them; its id."""
        if not self._visitor.may_change:
            self._check_draft(documents)
        if self._store.count_cases() >= self._settings.max_kept_texts:
            most = self._settings.max_kept_texts
            raise InputError(f"{most:,} cases are kept here, which is the most; remove some")
        signed = [replace(one, by=self._visitor.name) for one in documents]
        return self._store.create_case(title, note=note, documents=signed)

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
