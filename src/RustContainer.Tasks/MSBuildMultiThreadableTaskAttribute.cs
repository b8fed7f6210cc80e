namespace Microsoft.Build.Framework;

/// <summary>
/// Tells a multithreaded MSBuild that the task uses no process-wide state (current directory, environment, relative paths). MSBuild
/// matches it by its full name, so that declaring it here ties the tasks to no version of MSBuild.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class MSBuildMultiThreadableTaskAttribute : Attribute;
