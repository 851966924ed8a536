// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC4337Utils} from "@openzeppelin/contracts/account/utils/ERC4337Utils.sol";
import {IEntryPointStake} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {Ownable, Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";

import {ISessionValidator} from "../session/ISessionValidator.sol";
import {SignerCheck} from "../session/SignerCheck.sol";
import {PlayerAccount} from "./PlayerAccount.sol";

/// @title PlayerAccountFactory
/// @notice Deploys PlayerAccounts at addresses derived from their first owner and a salt (CREATE2 clones). Anybody may create any
/// account. The factory's owner can move the factory's stake and has no other power, above all none over accounts.
/// @dev Staked: a session's first operation writes module storage for an account that does not exist yet (ERC-7562, STO-022).
contract PlayerAccountFactory is Ownable2Step {
    IEntryPointStake private constant ENTRY_POINT = IEntryPointStake(address(ERC4337Utils.ENTRYPOINT_V08));

    /// @notice The code that every clone delegates to. It is not upgradable.
    PlayerAccount public immutable IMPLEMENTATION;

    event AccountCreated(address indexed account, bytes indexed ownerHash, bytes owner, bytes32 salt);

    error OwnerMalformed(bytes seen);
    error StakeOwnerRequired();

    /// @param sessionValidator Module that accounts have from the start.
    /// @param deviceVerifier The ERC-7913 verifier of device keys.
    /// @param delay How many seconds a change of owner waits.
    /// @param playTargets What accounts of device keys may call.
    /// @param stakeOwner May manage the stake.
    constructor(
        ISessionValidator sessionValidator,
        address deviceVerifier,
        uint48 delay,
        address[] memory playTargets,
        address stakeOwner
    ) Ownable(stakeOwner) {
        IMPLEMENTATION = new PlayerAccount(sessionValidator, deviceVerifier, delay, playTargets);
    }

    /// @notice Creates the account of an owner, or does nothing if it exists.
    /// @param owner ERC-7913 signer: 20 bytes of an address, or verifier || key.
    /// @param salt Distinguishes several accounts of one owner.
    /// @return account Its address, the same as {getAddress}.
    function createAccount(bytes calldata owner, bytes32 salt) external returns (address account) {
        account = getAddress(owner, salt);
        if (account.code.length != 0) return account;
        Clones.cloneDeterministicWithImmutableArgs(address(IMPLEMENTATION), owner, salt);
        emit AccountCreated(account, owner, owner, salt);
    }

    /// @notice Address of the account of an owner, whether it is deployed or not.
    function getAddress(bytes calldata owner, bytes32 salt) public view returns (address) {
        require(SignerCheck.isWellFormed(owner), OwnerMalformed(owner));
        return Clones.predictDeterministicAddressWithImmutableArgs(address(IMPLEMENTATION), owner, salt);
    }

    /// @notice Adds stake at the EntryPoint.
    /// @param unstakeDelaySec Seconds between unlocking and withdrawing.
    function addStake(uint32 unstakeDelaySec) external payable onlyOwner {
        ENTRY_POINT.addStake{value: msg.value}(unstakeDelaySec);
    }

    /// @notice Starts the delay after which the stake may be withdrawn.
    function unlockStake() external onlyOwner {
        ENTRY_POINT.unlockStake();
    }

    /// @notice Withdraws the unlocked stake.
    function withdrawStake(address payable to) external onlyOwner {
        ENTRY_POINT.withdrawStake(to);
    }

    /// @notice Always refused: without an owner nobody could withdraw the stake.
    function renounceOwnership() public view override onlyOwner {
        revert StakeOwnerRequired();
    }
}
