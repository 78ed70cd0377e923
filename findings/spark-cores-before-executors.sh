#!/usr/bin/env bash
# How many cores a cluster has, asked of PySpark 4.3.0 on Java 17 (read on 2026-11-29).
#
# Expected by a good engineer: SparkContext() returns when the application has its executors, so that
# defaultParallelism, which is documented as the cores of all executors and at least 2, is the size of the cluster.
# Seen: it returns before any executor has registered. defaultParallelism then is 2 on any cluster, and so is the number
# of partitions of parallelize() without a number. It stays 2 for as long as executors take to start, and is right
# once they are there; the context itself waits for none, the first job for one.
#
# Work that is cut once, right after the start, keeps two cores busy of sixty-four. On a cluster of two cores, as tests
# have it, nothing shows. The product waits until no more executors register and asks again for each job
# (hub/scan/spark.py, tests/scan/test_spark.py).
#
# Fails when any of this changes. Needs python3 with venv, Java 17 or later, and the package index that pip is set up
# for.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check pyspark==4.3.0
cat >check.py <<'PY'
from time import monotonic, sleep

from pyspark import SparkConf, SparkContext

conf = SparkConf().setAppName("cores").setMaster("local-cluster[2,4,512]")
conf.set("spark.executor.memory", "512m").set("spark.ui.enabled", "false").set("spark.ui.showConsoleProgress", "false")
context = SparkContext(conf=conf)
began, cores, partitions = monotonic(), context.defaultParallelism, context.parallelize(range(100)).getNumPartitions()
print(f"two executors of four cores, right after the start: {cores} cores, {partitions} partitions")
assert (cores, partitions) == (2, 2), "the context starts with its executors now"
context.parallelize([None], 1).count()
while context.defaultParallelism < 8 and monotonic() - began < 300:
    sleep(0.1)
cores, partitions = context.defaultParallelism, context.parallelize(range(100)).getNumPartitions()
print(f"after {monotonic() - began:.1f} s, when they have registered: {cores} cores, {partitions} partitions")
assert (cores, partitions) == (8, 8), "the cores are counted otherwise now"
context.stop()
PY
export SPARK_LOCAL_IP=127.0.0.1 SPARK_LOCAL_DIRS="$work" SPARK_WORKER_DIR="$work" PYSPARK_PYTHON="$work/env/bin/python"
env/bin/python check.py 2>log || { cat log; exit 1; }
