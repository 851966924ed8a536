// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Deck} from "./Deck.sol";
import {Coin} from "../support/Coin.sol";
import {Target} from "../support/Target.sol";
import {Trinkets} from "../support/Trinkets.sol";
import {PlayerAccount} from "../../src/account/PlayerAccount.sol";
import {Changes} from "../support/Changes.sol";
import {Sponsored} from "../support/Sponsored.sol";
import {GhostAccount, GhostSession} from "./Ghost.sol";

/// @notice Accounts that hold everything that can be stolen, and their sessions, made as needed. The first two have the same
/// owner, a wallet, so that what one of them signed can be tried on the other; a device key owns the third.
/// @dev StackTest knows one account and one session: {_use} chooses which. SESSION_KEY stands for its key.
abstract contract World is Deck, Sponsored, Changes {
    /// @dev This many of the sessions' targets are where confined accounts may play.
    uint256 private constant PLAY_TARGETS = 160;

    GhostAccount[] internal accounts;
    GhostSession[] internal sessions;
    /// @dev Sessions that have not ended.
    uint256[] internal living;
    uint256 internal currentAccount;
    uint256 internal currentSession;
    /// @dev Signs in place of the session; zero: nobody does.
    uint256 internal forgerKey;
    uint256 private _playTargetsUsed;

    Coin internal coin;
    Trinkets internal trinkets;
    address payable internal thief = payable(vm.addr(THIEF_KEY));
    address internal friend = makeAddr("friend");

    function setUp() public virtual override {
        super.setUp();
        vm.fee(0.5 gwei);
        coin = new Coin();
        trinkets = new Trinkets();
        entryPoint.depositTo{value: 90 ether}(address(paymaster));
        vm.deal(operator, 3 ether);
        vm.startPrank(operator);
        paymaster.addStake{value: 1 ether}(1 days);
        factory.addStake{value: 1 ether}(1 days);
        vm.stopPrank();
        _found(OWNER_KEY, false);
        _found(OWNER_KEY, false);
        _found(uint256(keccak256("device")), true);
    }

    /// @dev Long enough for every period, and not a whole number of any.
    function maxDuration() internal pure override returns (uint48) {
        return 10 days;
    }

    // ---------------------------------------------------------------- places to play

    function playTargets() internal pure override returns (address[] memory targets) {
        targets = new address[](PLAY_TARGETS);
        for (uint256 i = 0; i < PLAY_TARGETS; ++i) {
            targets[i] = _playTarget(i);
        }
    }

    function _playTarget(uint256 i) private pure returns (address) {
        return address(uint160(uint256(keccak256(abi.encode("play target", i)))));
    }

    /// @dev For a session of a confined account, one where such accounts may play.
    function _newTarget(bool isConfined) internal returns (Target) {
        if (!isConfined) return new Target();
        address at = _playTarget(_playTargetsUsed++);
        vm.etch(at, type(Target).runtimeCode);
        return Target(payable(at));
    }

    function _hasPlayTarget() internal view returns (bool) {
        return _playTargetsUsed < PLAY_TARGETS;
    }

    // ---------------------------------------------------------------- whose turn

    function ownerBytes() internal view virtual override returns (bytes memory) {
        return accounts.length == 0 ? super.ownerBytes() : _ownerBytesOf(currentAccount);
    }

    function signAsOwner(bytes32 digest) internal view virtual override returns (bytes memory) {
        GhostAccount storage ghost = accounts[currentAccount];
        return ghost.isDevice ? signP256(ghost.ownerKey, digest) : signSecp(ghost.ownerKey, digest);
    }

    /// @dev Mostly secp256k1, which signs faster; P-256 if the session says so.
    function keyBytes(uint256 key) internal view override returns (bytes memory) {
        if (key != SESSION_KEY) return abi.encodePacked(vm.addr(key));
        GhostSession storage session = sessions[currentSession];
        return session.isP256 ? _p256(session.key) : abi.encodePacked(vm.addr(session.key));
    }

    function signerBytes(uint256 key) internal view override returns (bytes memory) {
        bytes memory bare = keyBytes(key);
        return bare.length == 64 ? abi.encodePacked(address(verifier), bare) : bare;
    }

    function signAsSession(uint256 key, bytes32 digest) internal view override returns (bytes memory) {
        if (key != SESSION_KEY) return signSecp(key, digest);
        GhostSession storage session = sessions[currentSession];
        uint256 signingKey = forgerKey == 0 ? session.key : forgerKey;
        return session.isP256 ? signP256(signingKey, digest) : signSecp(signingKey, digest);
    }

    function _ownerBytesOf(uint256 a) internal view returns (bytes memory) {
        return _signerOf(accounts[a].ownerKey, accounts[a].isDevice);
    }

    function _signerOf(uint256 key, bool isDevice) internal view returns (bytes memory) {
        return isDevice ? abi.encodePacked(address(verifier), _p256(key)) : abi.encodePacked(vm.addr(key));
    }

    function _p256(uint256 key) private pure returns (bytes memory) {
        (uint256 x, uint256 y) = vm.publicKeyP256(key);
        return abi.encodePacked(x, y);
    }

    function _useAccount(uint256 a) internal {
        currentAccount = a;
        account = accounts[a].account;
    }

    function _use(uint256 s) internal {
        _useAccount(sessions[s].account);
        currentSession = s;
        target = sessions[s].target;
    }

    /// @dev From the ghosts alone, like everything here about the state of an account.
    function _isConfined(uint256 a) internal view returns (bool) {
        return accounts[a].isDevice || accounts[a].formerKey != 0;
    }

    function _anyAccount() internal returns (uint256) {
        return _random(accounts.length);
    }

    /// @dev One that is not confined: the first two never are.
    function _freeAccount() internal returns (uint256 a) {
        a = _anyAccount();
        return _isConfined(a) ? _random(2) : a;
    }

    /// @dev One that a device key owns.
    function _deviceAccount() internal returns (uint256) {
        for (uint256 a = 2; a < accounts.length; ++a) {
            if (accounts[a].isDevice) return a;
        }
        return _found(uint256(keccak256(abi.encode("device", accounts.length))), true);
    }

    function _found(uint256 ownerKey, bool isDevice) internal returns (uint256 a) {
        a = accounts.length;
        address made = factory.createAccount(_signerOf(ownerKey, isDevice), bytes32(a + 1));
        vm.deal(address(this), 1_000 ether);
        entryPoint.depositTo{value: 50 ether}(made);
        vm.deal(made, 10 ether);
        coin.mint(made, 1_000);
        trinkets.mint(made, 1, 50);
        GhostAccount storage ghost = accounts.push();
        ghost.account = PlayerAccount(payable(made));
        (ghost.ownerKey, ghost.isDevice) = (ownerKey, isDevice);
        ghost.weiHeld = 60 ether;
        (ghost.coins, ghost.trinkets) = (1_000, 50);
    }
}
