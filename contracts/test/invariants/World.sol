// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PlayerAccount} from "../../src/account/PlayerAccount.sol";
import {Coin} from "../support/Coin.sol";
import {StackTest} from "../support/StackTest.sol";
import {Target} from "../support/Target.sol";
import {Trinkets} from "../support/Trinkets.sol";
import {Deck} from "./Deck.sol";
import {GhostAccount, GhostSession} from "./Ghost.sol";

/// @notice Three accounts that hold all that can be stolen, and sessions of theirs, made as they are needed. The first
/// two are of one owner, so that what one of them signed can be tried on the other.
/// @dev StackTest knows one account and one session: {_use} says which. SESSION_KEY and OWNER_KEY stand for theirs.
abstract contract World is StackTest, Deck {
    uint256 internal constant ACCOUNTS = 3;

    GhostAccount[] internal accounts;
    GhostSession[] internal sessions;
    /// @dev Those that have not ended.
    uint256[] internal living;
    uint256 internal currentAccount;
    uint256 internal currentSession;
    /// @dev Signs in the session's stead; zero: nobody does.
    uint256 internal forgerKey;

    Coin internal coin;
    Trinkets internal trinkets;
    address payable internal thief = payable(makeAddr("thief"));
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
        for (uint256 i = 0; i < ACCOUNTS; ++i) {
            _found(i == 2 ? uint256(keccak256("another owner")) : OWNER_KEY, bytes32(i));
        }
    }

    // ---------------------------------------------------------------- whose turn

    function ownerBytes() internal view virtual override returns (bytes memory) {
        return accounts.length == 0 ? super.ownerBytes() : abi.encodePacked(vm.addr(_ownerKey()));
    }

    function signAsOwner(bytes32 digest) internal view virtual override returns (bytes memory) {
        return signSecp(_ownerKey(), digest);
    }

    /// @dev Mostly secp256k1, which signs faster; P-256 where the session says so.
    function sessionKeyBytes(uint256 key) internal view override returns (bytes memory) {
        if (key != SESSION_KEY) return abi.encodePacked(vm.addr(key));
        GhostSession storage session = sessions[currentSession];
        return session.isP256 ? p256Signer(session.key) : abi.encodePacked(vm.addr(session.key));
    }

    function signAsSession(uint256 key, bytes32 digest) internal view override returns (bytes memory) {
        if (key != SESSION_KEY) return signSecp(key, digest);
        GhostSession storage session = sessions[currentSession];
        uint256 signingKey = forgerKey == 0 ? session.key : forgerKey;
        return session.isP256 ? signP256(signingKey, digest) : signSecp(signingKey, digest);
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

    function _ownerKey() internal view returns (uint256) {
        return accounts[currentAccount].ownerKey;
    }

    function _found(uint256 ownerKey, bytes32 salt) private {
        bytes memory owner = abi.encodePacked(vm.addr(ownerKey));
        address made = factory.createAccount(owner, salt);
        entryPoint.depositTo{value: 90 ether}(made);
        vm.deal(made, 10 ether);
        coin.mint(made, 1_000);
        trinkets.mint(made, 1, 10);
        accounts.push(
            GhostAccount({
                account: PlayerAccount(payable(made)),
                ownerKey: ownerKey,
                epoch: 1,
                weiHeld: 10 ether + entryPoint.balanceOf(made),
                coins: 1_000,
                trinkets: 10,
                allowance: 0,
                ownerOperations: 0,
                module: address(0)
            })
        );
    }
}
