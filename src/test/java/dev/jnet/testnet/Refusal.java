package dev.jnet.testnet;

/** Makes the kernel refuse socket options to a program and all that it starts. */
final class Refusal {
  /**
   * A program of python3: its first argument is a list of levels and options ({@code 6:38,0:21}),
   * the others are the command that it becomes. It tells the kernel (seccomp) to answer setsockopt
   * with ENOPROTOOPT where it is one of these.
   */
  static final String PROGRAM =
      """
      import ctypes, os, platform, struct, sys
      setsockopt = {'x86_64': 54, 'aarch64': 208}[platform.machine()]
      LOAD, EQUAL, RETURN, ALLOW, REFUSE = 0x20, 0x15, 0x06, 0x7fff0000, 0x00050000 | 92
      pairs = [tuple(map(int, p.split(':'))) for p in sys.argv[1].split(',')]
      code = [(LOAD, 0, 0, 0), (EQUAL, 0, 5 * len(pairs), setsockopt)]
      for level, option in pairs:
        code += [(LOAD, 0, 0, 24), (EQUAL, 0, 3, level), (LOAD, 0, 0, 32), (EQUAL, 0, 1, option),
                 (RETURN, 0, 0, REFUSE)]
      code += [(RETURN, 0, 0, ALLOW)]
      program = b''.join(struct.pack('HBBI', *line) for line in code)
      buffer = ctypes.create_string_buffer(program)
      filter = struct.pack('HxxxxxxQ', len(code), ctypes.addressof(buffer))
      libc = ctypes.CDLL(None, use_errno=True)
      if libc.prctl(22, 2, ctypes.create_string_buffer(filter), 0, 0) != 0:
        sys.exit('seccomp: ' + os.strerror(ctypes.get_errno()))
      os.execv(sys.argv[2], sys.argv[2:])
      """;

  private Refusal() {}
}
