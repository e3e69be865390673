// The signal handler of SignalHandlers for AArch64: the thread that runs it gives its capabilities away.
        .text
        hint    #34                     // bti c, which older processors take for nothing
        mov     x8, #167                // prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        mov     x0, #38
        mov     x1, #1
        mov     x2, #0
        mov     x3, #0
        mov     x4, #0
        svc     #0
        adr     x0, header              // capset(header, data)
        adr     x1, data
        mov     x8, #91
        svc     #0
        ret
        .balign 8, 0
header: .word   0x20080522, 0           // version 3; this thread
data:   .fill   6, 4, 0                 // no capability effective, permitted or inheritable
