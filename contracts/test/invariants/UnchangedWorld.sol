// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IStakeManager} from "@account-abstraction/contracts/interfaces/IStakeManager.sol";

import {Ownership} from "../../src/account/Ownership.sol";
import {PlayerAccount} from "../../src/account/PlayerAccount.sol";
import {GhostAccount} from "./Ghost.sol";
import {GhostLedger} from "./GhostLedger.sol";

/// @notice Everything that sessions must not change, compared with the ghosts and with the state at the beginning.
abstract contract UnchangedWorld is GhostLedger {
    bytes32 private _before;

    function setUp() public virtual override {
        super.setUp();
        _before = _fixture();
    }

    /// @notice Code, roles and stakes: nobody in the campaign may change them.
    function checkFixture() external view {
        assertEq(_fixture(), _before, "code, roles and stakes are unchanged");
    }

    /// @notice What each account is and holds: only its owner and permitted calls may change it.
    function checkAccounts() external view {
        for (uint256 a = 0; a < accounts.length; ++a) {
            GhostAccount storage ghost = accounts[a];
            _checkHoldings(ghost, address(ghost.account));
            _checkSelf(ghost, ghost.account);
            _checkOwnership(a);
        }
    }

    function _checkHoldings(GhostAccount storage ghost, address held) private view {
        assertEq(held.balance + entryPoint.balanceOf(held), ghost.weiHeld, "ETH and deposit");
        assertEq(coin.balanceOf(held), ghost.coins, "coins");
        assertEq(trinkets.balanceOf(held, 1), ghost.trinkets, "trinkets");
        assertEq(coin.allowance(held, friend), ghost.allowance, "the allowance that the owner gave");
        address[4] memory others = [thief, bundler, address(target), address(paymaster)];
        for (uint256 i = 0; i < others.length; ++i) {
            assertEq(coin.allowance(held, others[i]), 0, "no allowance");
            assertFalse(trinkets.isApprovedForAll(held, others[i]), "no operator");
        }
    }

    function _checkSelf(GhostAccount storage ghost, PlayerAccount self) private view {
        assertEq(validator.epochOf(address(self)), ghost.epochWord, "epoch");
        assertTrue(validator.isInitialized(address(self)), "the session module knows that it is installed");
        assertTrue(self.isModuleInstalled(1, address(validator), ""), "the session module is installed");
        assertEq(entryPoint.getNonce(address(self), 0), ghost.ownerOperations, "lane 0 is the owner's alone");
        for (uint256 kind = 1; kind <= 4; ++kind) {
            assertFalse(self.isModuleInstalled(kind, thief, kind == 3 ? bytes("    ") : bytes("")), "no other module");
        }
        if (ghost.module == address(0)) return;
        assertTrue(
            self.isModuleInstalled(1, ghost.module, "") || self.isModuleInstalled(2, ghost.module, ""),
            "the owner's module is installed"
        );
    }

    function _checkOwnership(uint256 a) private view {
        GhostAccount storage ghost = accounts[a];
        assertEq(ghost.account.owner(), _ownerBytesOf(a), "owner");
        assertEq(ghost.account.isConfined(), _isConfined(a), "confined");
        Ownership.OwnershipState memory stands = ghost.account.ownership();
        assertEq(stands.guardiansHash, 0, "no guardians");
        assertEq(stands.pending.due, ghost.pendingDue, "a change that waits");
        assertEq(stands.pending.owner.length, ghost.pendingKey == 0 ? 0 : 20, "and to whom");
        assertEq(stands.former.until, ghost.formerUntil, "the time to take it back");
        bytes memory former = ghost.formerKey == 0 ? bytes("") : _signerOf(ghost.formerKey, true);
        assertEq(stands.former.owner, former, "and who may");
    }

    function _fixture() private view returns (bytes32) {
        bytes32 code = keccak256(
            abi.encode(
                accounts[0].account.SESSION_VALIDATOR(),
                address(accounts[0].account).codehash,
                address(accounts[1].account).codehash,
                address(accounts[2].account).codehash,
                address(factory.IMPLEMENTATION()).codehash,
                address(factory).codehash,
                address(validator).codehash,
                address(reader).codehash,
                address(paymaster).codehash,
                address(entryPoint).codehash
            )
        );
        return keccak256(
            abi.encode(
                code,
                factory.owner(),
                factory.pendingOwner(),
                paymaster.owner(),
                paymaster.pendingOwner(),
                paymaster.signer(),
                paymaster.watcher(),
                paymaster.generation(),
                _stakeOf(address(paymaster)),
                _stakeOf(address(factory))
            )
        );
    }

    function _stakeOf(address staked) private view returns (bytes32) {
        IStakeManager.DepositInfo memory info = entryPoint.getDepositInfo(staked);
        return keccak256(abi.encode(info.staked, info.stake, info.unstakeDelaySec, info.withdrawTime));
    }
}
