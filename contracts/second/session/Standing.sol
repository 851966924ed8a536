// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {
    IERC7579ModuleConfig,
    MODULE_TYPE_EXECUTOR,
    MODULE_TYPE_HOOK,
    MODULE_TYPE_VALIDATOR
} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";

import {IRunner} from "../account/IRunner.sol";

/// @notice What a module must know of an account before a session begins.
/// @param knowsRun It has {IRunner.runTogether}.
/// @param isInstalled It has this module.
/// @param hasOthers It may have other modules.
/// @param isConfined See {IRunner.standing}.
struct Standing {
    bool knowsRun;
    bool isInstalled;
    bool hasOthers;
    bool isConfined;
}

using StandingLibrary for Standing global;

/// @title StandingLibrary
/// @notice Asks accounts. Not by `try`: an answer that is none, or nobody to ask, would make the decoding revert.
library StandingLibrary {
    /// @dev The canonical EntryPoints, 0.6 to 0.9: accounts of others may trust any of them.
    address private constant ENTRY_POINT_V06 = 0x5FF137D4b0FDCD49DcA30c7CF57E578a026d2789;
    address private constant ENTRY_POINT_V07 = 0x0000000071727De22E5E9d8BAf0edAc6f37da032;
    address private constant ENTRY_POINT_V08 = 0x4337084D9E255Ff0702461CF8895CE9E3b5Ff108;
    address private constant ENTRY_POINT_V09 = 0x433709009B8330FDa32311DF1C2AFA402eD8D009;

    /// @notice Of an account that is a {IRunner}; of another, as ERC-7579 says it.
    function standingOf(address account) internal view returns (Standing memory standing) {
        (bool success, bytes memory answer) = account.staticcall(abi.encodeCall(IRunner.standing, ()));
        if (!success || answer.length != 128 || bytes32(answer) != bytes32(IRunner.standing.selector)) {
            return Standing(false, hasModule(account, MODULE_TYPE_VALIDATOR, address(this)), true, false);
        }
        standing.knowsRun = true;
        (, standing.isInstalled, standing.hasOthers, standing.isConfined) =
            abi.decode(answer, (bytes4, bool, bool, bool));
    }

    /// @notice Whether sessions of the account may call a contract.
    /// @dev Zero is forbidden because ERC-7579 accounts may take it for themselves. Fallback handlers can only be asked
    /// for by selector and are not looked up here; an account that installs a module later must raise its epoch, as
    /// PlayerAccount does.
    function mayCall(Standing memory standing, address account, address target) internal view returns (bool) {
        if (target == address(0) || target == account || target == address(this)) return false;
        if (target == ENTRY_POINT_V08 || target == ENTRY_POINT_V07) return false;
        if (target == ENTRY_POINT_V06 || target == ENTRY_POINT_V09) return false;
        if (standing.isConfined && !IRunner(account).isPlayTarget(target)) return false;
        return !standing.hasOthers
            || !(hasModule(account, MODULE_TYPE_VALIDATOR, target)
                || hasModule(account, MODULE_TYPE_EXECUTOR, target)
                || hasModule(account, MODULE_TYPE_HOOK, target));
    }

    /// @notice Whether the account says that it has a module.
    function hasModule(address account, uint256 moduleType, address module) internal view returns (bool) {
        bytes memory question = abi.encodeCall(IERC7579ModuleConfig.isModuleInstalled, (moduleType, module, ""));
        (bool success, bytes memory answer) = account.staticcall(question);
        return success && answer.length >= 32 && bytes32(answer) != 0;
    }
}
