"""A foreign file can take neither our time, nor our memory, nor our process."""

import ctypes
import io
import os
import pickle
import tempfile
import threading
import time
from pathlib import Path

import pytest

from homevisit.text import use_language
from homevisit.workers import (
    AnswerTooLargeError,
    Limits,
    WorkerCrashedError,
    WorkerOutOfMemoryError,
    WorkerTookTooLongError,
    run,
    run_in_worker,
)
from homevisit.workers.child import answer_to
from homevisit.workers.limits import JobLimits, job_limits
from homevisit.workers.run import open_answer
from tests import worker_jobs as jobs

SHORT = Limits(wall_seconds=1.5)


def test_the_answer_of_the_job_comes_back():
    assert run_in_worker(jobs.reverse, b"abc", 1, "二") == [b"cba", 1, "二"]


def test_plain_data_of_every_kind_comes_back():
    assert run_in_worker(jobs.plain, b"") == jobs.plain(b"")


def test_a_megabyte_goes_in_and_out():
    content = os.urandom(3 << 20)
    assert run_in_worker(jobs.reverse, content)[0] == content[::-1]


def test_a_problem_arrives_as_the_same_problem_with_its_facts():
    with pytest.raises(jobs.OddFileError) as caught:
        run_in_worker(jobs.refuse, b"")
    assert caught.value.facts == {"row": 7}


@pytest.mark.parametrize("job", [jobs.stumble, jobs.panic, jobs.segfault, jobs.leave])
def test_a_worker_that_falls_is_a_crash_with_a_sentence(job):
    with pytest.raises(WorkerCrashedError):
        run_in_worker(job, b"")


def test_waiting_ends_at_the_wall_time():
    began = time.monotonic()
    with pytest.raises(WorkerTookTooLongError) as caught:
        run_in_worker(jobs.sleep, b"", limits=SHORT)
    assert 1.4 < time.monotonic() - began < 4
    assert caught.value.facts == {"seconds": 1}


def test_computing_ends_at_the_cpu_time():
    with pytest.raises(WorkerTookTooLongError):
        run_in_worker(jobs.spin, b"", limits=Limits(cpu_seconds=1, wall_seconds=60))


@pytest.mark.parametrize("job", [jobs.hoard, jobs.hoard_in_pieces])
def test_memory_ends_at_its_limit(job):
    with pytest.raises(WorkerOutOfMemoryError):
        run_in_worker(job, b"", limits=Limits(memory_bytes=256 << 20))


def test_what_is_not_plain_data_does_not_come_back():
    with pytest.raises(WorkerCrashedError):
        run_in_worker(jobs.treasure, b"")


def test_an_answer_above_the_cap_is_refused():
    limits = Limits(answer_bytes=1100)
    assert len(run_in_worker(jobs.long_answer, b"x", 900, limits=limits)) == 900
    for length in (2000, 5 << 20):
        with pytest.raises(AnswerTooLargeError):
            run_in_worker(jobs.long_answer, b"x", length, limits=limits)


def test_the_worker_lives_in_an_empty_folder_that_is_gone_afterwards():
    folder, content, _handles = run_in_worker(jobs.surroundings, b"")
    assert content == []
    assert not Path(folder).exists()


def test_no_handle_of_ours_is_inherited(tmp_path):
    secret = tmp_path / "secret"
    with secret.open("wb") as ours:
        os.set_inheritable(ours.fileno(), True)
        handles = run_in_worker(jobs.surroundings, b"")[2]
    assert handles.count("/dev/null") >= 3
    assert [h for h in handles if "secret" in h or "socket" in h] == []


def test_what_a_parser_prints_is_heard_by_nobody(capfd):
    assert run_in_worker(jobs.say, b"canary") is True
    heard = capfd.readouterr()
    assert "canary" not in heard.out + heard.err


@pytest.mark.parametrize("job", [jobs.write_file, jobs.connect, jobs.start_program])
def test_files_network_and_programs_are_closed_to_it(job):
    assert run_in_worker(job, b"") == "refused"


def test_nothing_is_left_in_the_temporary_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    run_in_worker(jobs.reverse, b"canary")
    with pytest.raises(WorkerTookTooLongError):
        run_in_worker(jobs.sleep, b"canary", limits=SHORT)
    assert list(tmp_path.iterdir()) == []


def test_the_watching_thread_ends_with_the_job():
    before = threading.active_count()
    run_in_worker(jobs.reverse, b"")
    assert threading.active_count() == before


class Exploding:
    def __reduce__(self):
        return (os.system, ("exit 1",))


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"nonsense",
        pickle.dumps(("value", Exploding())),
        pickle.dumps(("value", jobs.Treasure)),
        pickle.dumps("value"),
        pickle.dumps(("problem", "unknown_code", {})),
        pickle.dumps(("problem", "test_odd_file", "row")),
        pickle.dumps(("else", 1)),
    ],
)
def test_a_message_that_makes_no_sense_is_a_crash_and_runs_nothing(message):
    with pytest.raises(WorkerCrashedError):
        open_answer(message)


def test_the_child_tells_a_memory_error_from_a_defect():
    def exhausted(_content):
        raise MemoryError

    with pytest.raises(WorkerOutOfMemoryError):
        open_answer(answer_to(exhausted, b"", ()))
    with pytest.raises(WorkerCrashedError):
        open_answer(answer_to(jobs.stumble, b"", ()))
    with pytest.raises(jobs.OddFileError):
        open_answer(answer_to(jobs.refuse, b"", ()))
    assert open_answer(answer_to(jobs.plain, b"", ())) == jobs.plain(b"")


@pytest.mark.parametrize("length", [-1, 5 << 20])
def test_a_worker_that_sends_a_false_length_is_a_crash(length, monkeypatch):
    """The cap holds on our side too, for a worker that was taken over."""
    monkeypatch.setattr(run, "serve", jobs.serve_falsely)
    with pytest.raises(WorkerCrashedError):
        run_in_worker(jobs.plain, b"", length, limits=Limits(answer_bytes=1000))


def test_the_windows_job_has_the_documented_shape():
    """Sizes of JOBOBJECT_EXTENDED_LIMIT_INFORMATION on 64-bit Windows: 144 bytes."""
    job = job_limits(Limits(cpu_seconds=10, memory_bytes=1 << 30))
    assert ctypes.sizeof(JobLimits) == 144
    assert job.basic.per_process_user_time == 100_000_000
    assert job.basic.flags == 0x250A
    assert job.process_memory == 1 << 30
    assert len(io.BytesIO(job).getvalue()) == 144


@pytest.mark.parametrize(
    "problem",
    [
        AnswerTooLargeError(),
        WorkerCrashedError(),
        WorkerOutOfMemoryError(),
        WorkerTookTooLongError(seconds=12),
    ],
)
def test_each_problem_says_three_sentences(problem):
    use_language("en")
    try:
        told = problem.explain()
    finally:
        use_language("zh_CN")
    for sentence in (told.what, told.safe, told.todo):
        assert sentence.endswith(".")
        assert "{" not in sentence
