"""The cases that can be opened by name: the samples that come with Thalweg, and texts kept on this server."""

from geo.cases.kept import NO_SUCH_CASE as NO_SUCH_CASE
from geo.cases.kept import is_kept_id as is_kept_id
from geo.cases.kept import keep_documents as keep_documents
from geo.cases.kept import list_kept as list_kept
from geo.cases.kept import load_kept_case as load_kept_case
from geo.cases.kept import open_desk as open_desk
from geo.cases.samples import Sample as Sample
from geo.cases.samples import load_sample as load_sample
from geo.cases.samples import load_samples as load_samples
from geo.cases.samples import sample_document as sample_document
from geo.cases.values import CaseHead as CaseHead
from geo.cases.values import Visibility as Visibility
