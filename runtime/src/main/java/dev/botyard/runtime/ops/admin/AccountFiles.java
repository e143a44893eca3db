package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.config.AccountForm;
import dev.botyard.runtime.config.AccountSettings;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// The files of accounts, as operators change them. What is written is in force when a method returns.
public interface AccountFiles {
    /// Writes the file of a new account and starts it, unless something is wrong.
    ///
    /// @return what is wrong, nothing when the account is there
    /// @throws FileAlreadyExistsException when the account has a file
    List<String> create(String id, AccountForm form) throws IOException, InterruptedException;

    /// Writes other values into the file of an account, unless something is wrong with it then. What is not given stays, comments and
    /// references included. An account that exists without a file gets one.
    ///
    /// @return what is wrong, nothing when it is written
    /// @throws NoSuchFileException      when there is no such account
    /// @throws IllegalArgumentException when its file has to be changed by hand
    List<String> change(String id, AccountForm form) throws IOException, InterruptedException;

    /// Writes a new file like that of an account, with other values. The copy is the default only if that is given.
    ///
    /// @return as [#change] does
    List<String> copy(String id, String to, AccountForm form) throws IOException, InterruptedException;

    /// Takes the file of an account away, and stops it.
    ///
    /// @return what the file is called now
    /// @throws NoSuchFileException      when it has none
    /// @throws IllegalArgumentException when it has two
    Path remove(String id) throws IOException, InterruptedException;

    /// The form of an account.
    ///
    /// @throws NoSuchFileException when there is no such account
    AccountSettings settings(String id) throws IOException;

    /// The ids that have a file, broken ones too.
    Set<String> ids();
}
