"""The claims of the sheets as a LangChain retriever, each with what it takes to cite it."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field

from app.assistant import Assistant
from app.interface.objects import claim_fields
from app.reply import Status
from ingest.claim import Claim


class ClaimRetriever(BaseRetriever):
    """Finds the claims for a question: those that the assistant's answer rests on, then the nearest in meaning.

    `page_content` is the claim word for word, which stands at `start:end` of the sheet. Beside that, `metadata` holds the
    sheet, heading, scope, period (None where the sheet gives none), note ("" for none), edition, the figures as plain
    values, and `cited`: whether the assistant answers from it. Where it refuses, nothing is cited, and what is found
    is near and no more.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    assistant: Assistant = Field(repr=False)
    k: int = Field(default=4, ge=1)
    """Documents to find; all that an answer rests on are given, also where they are more."""

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:  # noqa: ARG002 - LangChain's own
        answer, _ = self.assistant.ask([query])
        answered = answer.status is Status.ANSWERED
        # A claim with figures of two scopes may be cited for each.
        found = [_document(cited.claim, cited.scope, cited.period, cited=answered) for cited in answer.citations]
        known = {cited.claim.id for cited in answer.citations}
        near = [claim for claim in self.assistant.claims_near(query) if claim.id not in known]
        found += [_document(claim, claim.scope, claim.period, cited=False) for claim in near[: max(0, self.k - len(found))]]
        return found


def _document(claim: Claim, scope: str, period: str | None, *, cited: bool) -> Document:
    """A claim; scope and period are those of the figure that is cited, where it holds several."""
    fields = {**claim_fields(claim), "scope": scope, "period": period, "cited": cited}
    return Document(id=f"{claim.id}@{scope}", page_content=str(fields.pop("quote")), metadata=fields)
