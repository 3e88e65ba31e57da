const names = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Methods that do nothing but run their block, some of them in another transaction, time limit or log. */
const wrappers = names(
  'transaction safety_assured suppress_messages say_with_time with_lock_retries disable_statement_timeout with_connection tap ' +
    'without_statement_timeout without_timeout with_timeout unscoped uncached no_touching synchronize silence within_new_transaction ' +
    'silence_stream suppress disable_referential_integrity with_lock with_options without_auditing without_versioning measure ' +
    'with_advisory_lock requires_new_transaction set_lock_timeout with_statement_timeout without_record_timestamps without_locking ' +
    'instance_eval instance_exec class_eval execute_block connected_to with_locale catch ensure_with_retries with_retries then',
);

/** Loops over a list whose items are given to the block. */
const loops = names(
  'each each_pair each_with_index each_with_object map collect flat_map each_key each_value select reject filter_map each_entry',
);

/** Calls that change no database. */
const silent = names(
  'say puts print p pp require require_relative load warn info debug error sleep reset_column_information private public protected ' +
    'attr_reader attr_accessor include extend announce write log stub freeze disable_ddl_transaction! loop printf putc abort exit ' +
    'raise fail binding define_method new lambda proc format sprintf Integer Float String Array Hash rand srand gets ' +
    'skip_callback set_callback reset_callbacks block_given? is_a? respond_to? present? blank? any? none? empty? nil? key? include? assert reset_all set_table_name ' +
    'self.class class send public_send method_missing super merge! push concat unshift << uniq! compact! ' +
    'migration_context inject reduce sum size count length to_s to_sym first last join strip upcase downcase squish',
);

/** Whether a method does nothing but run its block. */
export function isWrapper(method: string): boolean {
  return wrappers.has(method);
}

/** Whether a method runs its block for each item of a list. */
export function isLoop(method: string): boolean {
  return loops.has(method);
}

/** Whether a call changes no database. */
export function isSilent(method: string): boolean {
  return silent.has(method) || method.endsWith('?');
}
