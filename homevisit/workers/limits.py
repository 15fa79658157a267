"""What a worker may use, and how the operating system is told to enforce it.

POSIX: resource limits that the worker sets on itself before it sees a foreign byte.
Windows: a Job Object that it joins. macOS enforces no limit on address space, so there
time alone protects.
"""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress
from dataclasses import dataclass

if sys.platform != "win32":
    import resource
else:  # pragma: no cover  Windows only
    from ctypes import wintypes


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one job: computing and waiting in seconds, the rest in bytes."""

    cpu_seconds: int = 10
    wall_seconds: float = 12.0
    memory_bytes: int = 1 << 30
    answer_bytes: int = 64 << 20


# https://learn.microsoft.com/windows/win32/api/winnt/ns-winnt-jobobject_extended_limit_information
_PROCESS_TIME, _ACTIVE_PROCESS, _PROCESS_MEMORY = 0x2, 0x8, 0x100
_DIE_ON_UNHANDLED_EXCEPTION, _KILL_ON_JOB_CLOSE = 0x400, 0x2000
_EXTENDED_LIMIT_INFORMATION = 9
_TICKS_PER_SECOND = 10_000_000


class _BasicLimits(ctypes.Structure):
    _fields_ = (
        ("per_process_user_time", ctypes.c_int64),
        ("per_job_user_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("minimum_working_set", ctypes.c_size_t),
        ("maximum_working_set", ctypes.c_size_t),
        ("active_processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority_class", ctypes.c_uint32),
        ("scheduling_class", ctypes.c_uint32),
    )


class JobLimits(ctypes.Structure):
    """`JOBOBJECT_EXTENDED_LIMIT_INFORMATION`."""

    _fields_ = (
        ("basic", _BasicLimits),
        ("input_output_counters", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


def job_limits(limits: Limits) -> JobLimits:
    """Return `limits` in the words of Windows; a job may start no further process."""
    job = JobLimits()
    job.basic.flags = (
        _PROCESS_TIME
        | _ACTIVE_PROCESS
        | _PROCESS_MEMORY
        | _DIE_ON_UNHANDLED_EXCEPTION
        | _KILL_ON_JOB_CLOSE
    )
    job.basic.per_process_user_time = limits.cpu_seconds * _TICKS_PER_SECOND
    job.basic.active_processes = 1
    job.process_memory = limits.memory_bytes
    return job


if sys.platform == "win32":  # pragma: no cover  Windows only

    def restrict(limits: Limits) -> None:
        """Put the calling process under `limits`, as far as the system can."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        job = kernel.CreateJobObjectW(None, None)
        wanted = job_limits(limits)
        kernel.SetInformationJobObject(
            wintypes.HANDLE(job),
            _EXTENDED_LIMIT_INFORMATION,
            ctypes.byref(wanted),
            ctypes.sizeof(wanted),
        )
        kernel.AssignProcessToJobObject(
            wintypes.HANDLE(job), wintypes.HANDLE(kernel.GetCurrentProcess())
        )

else:

    def restrict(limits: Limits) -> None:
        """Put the calling process under `limits`, as far as the system can."""
        wanted = (
            # One second apart: the first sends SIGXCPU, by which we know the reason.
            (resource.RLIMIT_CPU, limits.cpu_seconds, limits.cpu_seconds + 1),
            (resource.RLIMIT_AS, limits.memory_bytes, limits.memory_bytes),
            (resource.RLIMIT_CORE, 0, 0),
            # A worker writes no file: it may not even by accident.
            (resource.RLIMIT_FSIZE, 0, 0),
        )
        for which, soft, hard in wanted:
            # macOS refuses some of them; what it grants still counts.
            with suppress(ValueError, OSError):
                resource.setrlimit(which, (soft, hard))
