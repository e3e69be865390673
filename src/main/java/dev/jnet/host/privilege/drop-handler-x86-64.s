# The signal handler of SignalHandlers for x86-64: the thread that runs it becomes nobody and gives its
# capabilities away.
        .intel_syntax noprefix
        .text
        endbr64
        mov     eax, 157                # prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        mov     edi, 38
        mov     esi, 1
        xor     edx, edx
        xor     r10d, r10d
        xor     r8d, r8d
        syscall
        mov     eax, 116                # setgroups(groups, NULL)
        mov     edi, groups[rip]
        xor     esi, esi
        syscall
        mov     eax, 119                # setresgid(user, user, user)
        mov     edi, user[rip]
        mov     esi, edi
        mov     edx, edi
        syscall
        mov     eax, 117                # setresuid(user, user, user)
        mov     edi, user[rip]
        mov     esi, edi
        mov     edx, edi
        syscall
        lea     rdi, header[rip]        # capset(header, data)
        lea     rsi, data[rip]
        mov     eax, 126
        syscall
        ret
        .balign 8, 0
header: .long   0x20080522, 0           # version 3; this thread
data:   .fill   6, 4, 0                 # no capability effective, permitted or inheritable
groups: .long   0                       # how many groups it stays in; -1 is refused, and changes nothing
user:   .long   65534                   # nobody, and its group; -1 changes nothing
