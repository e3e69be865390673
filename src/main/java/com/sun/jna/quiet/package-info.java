/**
 * What JNA logs to in place of the JVM's own logging, which takes longer to set up than JNA itself:
 * the build has the classes of JNA that log import it (see pom.xml).
 */
package com.sun.jna.quiet;
