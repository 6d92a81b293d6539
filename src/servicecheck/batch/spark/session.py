"""Spark itself: found, started and stopped, and its file systems."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any

from servicecheck.errors import MissingPart, ServicecheckError

if TYPE_CHECKING:
    from pyspark import SparkConf
    from pyspark.sql import SparkSession

_ROWS_IN_BATCH = 100_000
_START = 2**20
_SETTINGS = {
    "spark.app.name": "servicecheck",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
    "spark.sql.execution.arrow.maxRecordsPerBatch": str(_ROWS_IN_BATCH),
}


@contextmanager
def session(master: str | None, java_home: str | None) -> Iterator["SparkSession"]:
    """Spark at *master*, or where spark-submit says. Raises MissingPart where something of it is not there."""
    try:
        import pyarrow  # noqa: F401 (rows come in it)
        from pyspark import SparkConf
    except ImportError as error:
        message = "--engine spark needs pyspark, which is not installed. Type: pip install 'servicecheck[spark]'"
        raise MissingPart(message) from error
    if not java_home and shutil.which("java") is None:
        raise MissingPart("--engine spark needs Java 17 or newer, which is not here. Install it, or set JAVA_HOME.")
    settings = SparkConf().setAll(list(_SETTINGS.items()))
    if master:
        settings.setMaster(master)
    with TemporaryFile() as told:
        spark = _started(settings, told)
        spark.sparkContext.setLogLevel("OFF")
        try:
            yield spark
        finally:
            spark.stop()


def _started(settings: "SparkConf", told: IO[bytes]) -> "SparkSession":
    """Spark, whose own messages go to the file *told*."""
    from py4j.protocol import Py4JError
    from pyspark import SparkContext, java_gateway
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    launch: Callable[..., Any] = java_gateway.launch_gateway
    try:
        gateway = launch(settings, popen_kwargs={"stdin": subprocess.PIPE, "stderr": told})
        return SparkSession(SparkContext(gateway=gateway, conf=settings))
    except (PySparkException, Py4JError, RuntimeError, OSError) as error:
        told.seek(0)
        lines = [*told.read().decode(errors="replace").splitlines(), str(error)]
        causes = [line for line in lines if "Caused by:" in line]
        reason = next((line for line in [*causes[-1:], *lines] if "Exception" in line or "Error" in line), lines[-1])
        raise ServicecheckError(f"Spark did not start: {reason.strip()[:300]}") from error


def first_bytes(spark: "SparkSession", name: str, most: int = _START) -> bytes:
    """The beginning of a file on any storage that Spark reaches, unpacked."""
    path, system, settings = _located(spark, name)
    stream = system.open(path)
    packing = _java(spark).org.apache.hadoop.io.compress.CompressionCodecFactory(settings).getCodec(path)
    source = stream if packing is None else packing.createInputStream(stream)
    try:
        return bytes(source.readNBytes(most))
    finally:
        source.close()


def exists(spark: "SparkSession", name: str) -> bool:
    """Whether there is something called *name*."""
    path, system, _ = _located(spark, name)
    return bool(system.exists(path))


def _located(spark: "SparkSession", name: str) -> tuple[Any, Any, Any]:
    """The path *name*, its file system, and the settings of that."""
    settings = spark._jsc.hadoopConfiguration()
    path = _java(spark).org.apache.hadoop.fs.Path(name)
    return path, path.getFileSystem(settings), settings


def _java(spark: "SparkSession") -> Any:
    """What Java has; from Python there is no other way to Spark's file systems."""
    return spark.sparkContext._jvm
