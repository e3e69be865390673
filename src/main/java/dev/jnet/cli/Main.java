package dev.jnet.cli;

/** Where the process starts. */
public final class Main {
  private Main() {}

  /** Runs jnet and ends the process with its exit code. */
  public static void main(String[] args) {
    Interrupt interrupt = Interrupt.install();
    Console console = Console.ofProcess();
    int code = new Jnet(interrupt::requested).run(args, console);
    console.out().flush();
    console.err().flush();
    interrupt.finished();
    System.exit(code);
  }
}
