"""Whatever a user hands in, of any size and as often as wanted, as a lazy table in which every cell is text.

- `inputs`: which files are meant. `opening`: which reader a file is for. `raw`: what every reader hands on.
- `original`, `packing`, `decoding`, `temporary`, `digest`: bytes as they came, unpacked, in UTF-8; their SHA-256.
- `delimited_text`, `survey`: CSV. `columnar`: Parquet. `json_lines`, `alike_lines`: JSON Lines. `yaml_responses`: YAML.
  `small_tables`: XLSX and JSON.
- `blocks`, `spooling`, `cell_faults`: rows that only Python can read, and cells that cannot be used.
- `long_layout`: one answer a row made one person a row. `engine_noise`: what nobody is to see.
"""

from servicecheck.batch.sources.cell_faults import fault_of, is_faulty
from servicecheck.batch.sources.inputs import expanded
from servicecheck.batch.sources.long_layout import widened
from servicecheck.batch.sources.opening import opened
from servicecheck.batch.sources.raw import FAULT, ROW, Description, Format, Raw, Wishes

__all__ = [
    "FAULT",
    "ROW",
    "Description",
    "Format",
    "Raw",
    "Wishes",
    "expanded",
    "fault_of",
    "is_faulty",
    "opened",
    "widened",
]
