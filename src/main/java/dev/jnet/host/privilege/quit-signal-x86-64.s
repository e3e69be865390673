# The signal handler of SignalHandlers for x86-64: it adds 1 to the counter in the page behind its own.
        .intel_syntax noprefix
        .text
        endbr64
        lock inc dword ptr [rip + 65525] # 65536 from the beginning: this instruction ends 11 bytes behind it
        ret
