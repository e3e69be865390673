package dev.jnet.app;

import dev.jnet.console.AnswerStream;
import dev.jnet.console.Console;
import dev.jnet.console.ExitCode;
import dev.jnet.console.Interrupt;
import dev.jnet.console.ReaderWatch;
import dev.jnet.host.privilege.OwnProcess;
import java.io.FileDescriptor;
import java.io.FileOutputStream;

/** Where the process starts. */
public final class Main {
  private Main() {}

  /** Runs jnet and ends the process with its exit code. */
  public static void main(String[] args) {
    if (System.getProperty(BinaryRuntime.PROPERTY) != null) {
      BinaryRuntime.start();
    }
    LibraryPlaces.unpackNothing();
    if (System.getProperty(LibraryPlaces.JNA_FOLDER) == null) {
      LibraryPlaces.tell();
    }
    RunNote note = RunNote.open();
    AnswerStream answers = new AnswerStream(new FileOutputStream(FileDescriptor.out));
    Console console = Console.ofProcess(answers);
    Interrupt interrupt = null;
    ReaderWatch reader = null;
    try {
      OwnProcess.claim();
      interrupt = Interrupt.install();
      reader = new ReaderWatch(answers, interrupt);
    } catch (LinkageError e) { // a library cannot be loaded
      int code = new Failures(args, null, console).broken(e);
      console.out().flush();
      console.err().flush();
      Runtime.getRuntime().halt(code);
    }
    Jnet jnet = new Jnet(reader);
    int code = jnet.run(args, console);
    console.out().flush();
    if (answers.failure() != null) {
      console.complain("cannot write the answer: " + answers.failure().getMessage());
      code = ExitCode.TROUBLE;
    } else if (reader.isReaderGone()) {
      code = ExitCode.NOBODY_READS;
    }
    console.err().flush();
    if (!jnet.isBroken()) {
      note.ended();
    }
    interrupt.finished();
    if (interrupt.getAsBoolean()) {
      System.exit(code); // waits for the JVM, which ends with the signal's code
    }
    // System.exit would load the JVM's logging, to log that it was called.
    Runtime.getRuntime().halt(code);
  }
}
