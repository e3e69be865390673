// The signal handler of SignalHandlers for AArch64: it adds 1 to the counter in the page behind its own.
        .text
start:  hint    #34                     // bti c, which older processors take for nothing
        adr     x0, start + 65536
        ldr     w1, [x0]
        add     w1, w1, #1
        str     w1, [x0]
        ret
