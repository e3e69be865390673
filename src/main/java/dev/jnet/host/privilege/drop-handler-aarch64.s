// The signal handler of SignalHandlers for AArch64: the thread that runs it becomes nobody and gives its
// capabilities away.
        .text
        hint    #34                     // bti c, which older processors take for nothing
        mov     x8, #167                // prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        mov     x0, #38
        mov     x1, #1
        mov     x2, #0
        mov     x3, #0
        mov     x4, #0
        svc     #0
        ldr     w0, groups              // setgroups(groups, NULL)
        mov     x1, #0
        mov     x8, #159
        svc     #0
        ldr     w0, user                // setresgid(user, user, user)
        mov     w1, w0
        mov     w2, w0
        mov     x8, #149
        svc     #0
        ldr     w0, user                // setresuid(user, user, user)
        mov     w1, w0
        mov     w2, w0
        mov     x8, #147
        svc     #0
        adr     x0, header              // capset(header, data)
        adr     x1, data
        mov     x8, #91
        svc     #0
        ret
        .balign 8, 0
header: .word   0x20080522, 0           // version 3; this thread
data:   .fill   6, 4, 0                 // no capability effective, permitted or inheritable
groups: .word   0                       // how many groups it stays in; -1 is refused, and changes nothing
user:   .word   65534                   // nobody, and its group; -1 changes nothing
