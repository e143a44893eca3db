package dev.botyard.testkit.echo;

import java.util.Set;

/// What can be wrong with an adapter, and the requirements whose tests must find it.
public enum Flaw {
    /// Its descriptor differs from call to call.
    CHANGING_DESCRIPTOR("A-06"),
    /// It connects when it is made; the login is then tried twice.
    CONNECTS_IN_CREATE("A-09", "A-19"),
    /// An error message quotes the token.
    TELLS_SECRETS("A-11"),
    /// It does not heed interruption, so a silent connection stays, a stopped one too, and its thread holds the classes.
    SWALLOWS_INTERRUPTS("A-13", "A-14", "A-21", "A-46", "A-54"),
    /// It keeps a second connection.
    LEAKS_SOCKETS("A-14"),
    /// It reconnects without the host.
    RECONNECTS_ITSELF("A-16", "A-50"),
    /// It says connected before the login.
    CONNECTED_TOO_EARLY("A-17"),
    /// It takes a refused token for a broken line.
    WRONG_LOGIN_KIND("A-19", "A-51"),
    /// The same message gets a new id each time.
    NEW_IDS("A-23"),
    /// One line of nonsense ends the connection.
    DIES_OF_NONSENSE("A-26"),
    /// It drops what the host does not take at once.
    DROPS_WHEN_BUSY("A-28"),
    /// It changes the text.
    MANGLES_TEXT("A-32"),
    /// It leaves out what it does not know.
    DROPS_SEGMENTS("A-34"),
    /// It waits longer than allowed.
    IGNORES_TIMEOUTS("A-35"),
    /// It claims that nothing was sent although the wire was touched.
    CLAIMS_NOT_SENT("A-35", "A-36"),
    /// It swallows the interruption of a send.
    SWALLOWS_SEND_INTERRUPTS("A-37"),
    /// It forgets how long the platform asked to wait.
    FORGETS_RETRY_AFTER("A-39"),
    /// It calls a refusal something else.
    WRONG_REFUSAL("A-40"),
    /// It declares an ability that it has not got.
    DECLARES_TOO_MUCH("A-42"),
    /// It has an ability that it does not declare.
    DECLARES_TOO_LITTLE("A-43"),
    /// It starts a thread and forgets it.
    LEAKS_THREADS("A-46", "A-50"),
    /// All accounts share one state.
    SHARES_STATE("A-47"),
    /// A login that is taken back means nothing to it.
    IGNORES_REVOCATION("A-51"),
    /// The end of an attempt removes whatever stands in the place of its own connection.
    REMOVES_ITS_SUCCESSOR("A-52"),
    /// It takes an older message than the newest for one that it has had.
    DROPS_LATE_MESSAGES("A-53"),
    /// It gives up when a message pauses.
    IMPATIENT("A-54"),
    /// A medium stays open when its upload fails.
    LEAKS_MEDIA("A-55"),
    /// Without a time it takes "wait" for a refusal.
    TAKES_WAIT_FOR_REFUSAL("A-56"),
    /// It takes a fault of the platform for the end of the login.
    TAKES_FAULT_FOR_LOGIN("A-57"),
    /// It does not say who is logged in, so nobody can see a second one.
    NAMELESS("A-18", "A-63"),
    /// It takes a platform that cannot be reached for one that refuses it.
    TAKES_UNREACHABLE_FOR_REFUSAL("A-20"),
    /// Silence does not make it doubt the connection.
    IGNORES_SILENCE("A-21"),
    /// It takes private chats for groups.
    CONFUSES_CHATS("A-22"),
    /// A message overtakes another.
    REORDERS("A-24", "A-28", "A-61"),
    /// It does not tell its own messages from those of others.
    HIDES_OWN("A-25"),
    /// A message beyond all limits ends the account.
    DIES_OF_OVERSIZED("A-30"),
    /// It keeps the platform's ids for itself.
    NO_RECEIPT("A-31"),
    /// Sends at the same time get in each other's way.
    MIXES_UP_SENDS("A-33"),
    /// It sends a word where it cannot send the medium.
    SENDS_UNDECLARED("A-44"),
    /// It has no name for people.
    UNNAMED("A-07"),
    /// A setting has no label.
    UNLABELLED("A-08"),
    /// After a loss it is back, but hands over nothing.
    DEAF_AFTER_A_LOSS("A-15", "A-30"),
    /// It declares formats of recordings, which it cannot send.
    DECLARES_IDLE_FORMATS("A-60"),
    /// It does not say that the platform will not deliver a message again.
    FORGETS_TO_SAY_ONCE("A-61"),
    /// After a restart it hands over again what it has had, as if it were new.
    FORGETS_ITS_PLACE("A-61"),
    /// It does not say that it waits for its platform, so the host takes it for one that has to call there.
    KEEPS_SILENT_THAT_IT_WAITS("A-62"),
    /// It tells the name of the account instead of the bot's.
    NAMES_THE_ACCOUNT("A-63"),
    /// It breaks at a call of the platform's own.
    BREAKS_AT_CALLS("A-65"),
    /// An edit is one more message.
    EDITS_BY_SENDING("A-66");

    private final Set<String> found;

    Flaw(String... found) {
        this.found = Set.of(found);
    }

    /// The requirements whose tests fail, and no others.
    public Set<String> found() {
        return found;
    }
}
